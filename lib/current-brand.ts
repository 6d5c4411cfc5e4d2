import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type AccentColors, deriveAccent, type Theme } from './accent';
import type { Brand } from './brand';
import { env } from './env';

/** The brand of lib/brand.ts with what the environment overrides, for pages, icons and emails. */
export function getBrand(): Brand {
  const { BRAND_NAME, BRAND_TAGLINE, BRAND_SUPPORT_EMAIL, BRAND_LOGO } = env();
  return {
    name: BRAND_NAME,
    tagline: BRAND_TAGLINE,
    supportEmail: BRAND_SUPPORT_EMAIL,
    logo: BRAND_LOGO,
  };
}

/** The SVG source of the logo, or null without one. */
export async function readLogo(): Promise<string | null> {
  const { logo } = getBrand();
  return logo && readFile(path.join(process.cwd(), 'public', logo), 'utf8');
}

let accent: Record<Theme, AccentColors> | undefined;

/** The colours derived from the accent, computed once. */
export function getAccent(): Record<Theme, AccentColors> {
  accent ??= deriveAccent(env().BRAND_ACCENT);
  return accent;
}

/** The brand's part of the design tokens. app/globals.css has the others. */
export function brandVariables(): Record<`--brand-${string}`, string> {
  const variables: Record<`--brand-${string}`, string> = { '--brand-radius': env().BRAND_RADIUS };
  for (const [theme, colors] of Object.entries(getAccent()))
    for (const [name, color] of Object.entries(colors))
      variables[`--brand-${theme}-${name}`] = color;
  return variables;
}
