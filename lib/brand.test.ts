import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { brand } from './brand';

const MINIMUM_CONTRAST = 4.5;

/** Relative luminance of an oklch() colour, as defined by WCAG. */
function luminance(color: string): number {
  const numbers = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(color)?.slice(1).map(Number);
  if (!numbers) throw new Error(`${color} is not of the form oklch(lightness chroma hue)`);
  const [lightness = 0, chroma = 0, hue = 0] = numbers;
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  const blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s;
  const clamp = (channel: number) => Math.min(1, Math.max(0, channel));
  return 0.2126 * clamp(red) + 0.7152 * clamp(green) + 0.0722 * clamp(blue);
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const tokens = readFileSync('app/globals.css', 'utf8').matchAll(/--color-on-accent: (oklch.*);/g);
const [onLight = '', onDark = ''] = [...tokens].map(([, color]) => color);

test.each([
  ['light', brand.accent.light, onLight],
  ['dark', brand.accent.dark, onDark],
])('text on the accent colour has enough contrast in %s mode', (_mode, accent, text) => {
  expect(contrast(accent, text)).toBeGreaterThanOrEqual(MINIMUM_CONTRAST);
});
