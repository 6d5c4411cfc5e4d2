import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type AccentColors, deriveAccent, type Theme } from './accent';
import type { Brand } from './brand';
import { env } from './env';
import { loadStageBrand } from './stage/cookies';

export type BrandSettings = Brand & { accent: string; radius: string };

/** The brand of lib/brand.ts with what the environment overrides, for icons and emails. */
export function getBrand(): BrandSettings {
  const settings = env();
  return {
    name: settings.BRAND_NAME,
    tagline: settings.BRAND_TAGLINE,
    supportEmail: settings.BRAND_SUPPORT_EMAIL,
    logo: settings.BRAND_LOGO,
    accent: settings.BRAND_ACCENT,
    radius: settings.BRAND_RADIUS,
  };
}

/** The brand for pages, which the stage of the demo can replace. */
export async function loadBrand(): Promise<BrandSettings> {
  const chosen = await loadStageBrand();
  return chosen ? { ...getBrand(), ...chosen, logo: null } : getBrand();
}

/** The SVG source of the logo, or null without one. */
export async function readLogo(): Promise<string | null> {
  const { logo } = getBrand();
  return logo && readFile(path.join(process.cwd(), 'public', logo), 'utf8');
}

/** The colours derived from the configured accent. */
export function getAccent(): Record<Theme, AccentColors> {
  return colorsOf(getBrand().accent);
}

/** The brand's part of the design tokens. app/globals.css has the others. */
export function brandVariables({
  accent,
  radius,
}: BrandSettings): Record<`--brand-${string}`, string> {
  const variables: Record<`--brand-${string}`, string> = { '--brand-radius': radius };
  for (const [theme, colors] of Object.entries(colorsOf(accent)))
    for (const [name, color] of Object.entries(colors))
      variables[`--brand-${theme}-${name}`] = color;
  return variables;
}

const derived = new Map<string, Record<Theme, AccentColors>>();

/** Computed once for each accent. */
function colorsOf(accent: string): Record<Theme, AccentColors> {
  const colors = derived.get(accent) ?? deriveAccent(accent);
  derived.set(accent, colors);
  return colors;
}
