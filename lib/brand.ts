/** Your brand. The pages, the icon and the email address for support come from here. */
export const brand = {
  name: 'Meridian',
  tagline: 'Buy and sell crypto with your card',
  /** As oklch(lightness chroma hue). A test checks the contrast of text on both. */
  accent: { light: 'oklch(0.52 0.17 258)', dark: 'oklch(0.74 0.13 258)' },
  /** Corner radius of controls and cards. */
  radius: '10px',
  supportEmail: 'support@example.com',
} as const;
