export const brand = {
  name: 'Meridian',
  tagline: 'Buy and sell crypto with your card',
  /** oklch(lightness chroma hue). A test checks the contrast of text on both. */
  accent: { light: 'oklch(0.52 0.17 258)', dark: 'oklch(0.74 0.13 258)' },
  radius: '10px',
  supportEmail: 'support@example.com',
} as const;
