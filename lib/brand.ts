/** What makes the app look like one partner's. Change this file first. */
export const brand = {
  name: 'Meridian',
  tagline: 'Buy and sell crypto with your card',
  /** OKLCH, so that the dark variant differs in lightness only. */
  accent: { light: 'oklch(0.52 0.17 258)', dark: 'oklch(0.74 0.13 258)' },
  /** Corner radius of controls and cards. */
  radius: '10px',
  supportEmail: 'support@example.com',
} as const;
