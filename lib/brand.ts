/** Your brand. The pages, the icon and the email address for support come from here. */
export const brand = {
  name: 'Meridian',
  tagline: 'Buy and sell crypto with your card',
  /** In OKLCH. Check that white text on `light` and black text on `dark` reach a contrast of 4.5:1. */
  accent: { light: 'oklch(0.52 0.17 258)', dark: 'oklch(0.74 0.13 258)' },
  /** Corner radius of controls and cards. */
  radius: '10px',
  supportEmail: 'support@example.com',
} as const;
