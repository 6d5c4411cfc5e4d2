/** The part of a brand that pages show, also in the browser. */
export type Brand = {
  name: string;
  /** One sentence for the home page, without a full stop. */
  tagline: string;
  supportEmail: string;
  /** A square SVG file in `public`, such as `/logo.svg`. Null: the first letter of the name. */
  logo: string | null;
};

/**
 * Your brand. Each value can be overridden by an environment variable (.env.example), so read it
 * through `loadBrand` in pages and `getBrand` elsewhere (lib/current-brand.ts).
 */
export const brandDefaults: Brand & { accent: string; radius: string } = {
  name: 'Meridian',
  tagline: 'Buy and sell crypto with your card',
  supportEmail: 'support@example.com',
  logo: null,
  /** Any opaque CSS colour. lib/accent.ts derives the text on it and the colours for dark mode. */
  accent: 'oklch(0.52 0.17 258)',
  /** Corner radius of controls and cards, in px or rem. */
  radius: '10px',
};

/** What stands for the logo as long as there is none. */
export function initialOf(name: string): string {
  return [...name][0] ?? '';
}
