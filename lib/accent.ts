import { clampChroma, converter, formatHex, interpolate, parse, wcagContrast } from 'culori';

/** The minimum contrasts of WCAG 2.2, level AA. */
const TEXT_CONTRAST = 4.5;
const CONTROL_CONTRAST = 3;

export type Theme = 'light' | 'dark';

/** What pages put under the accent: background, surface and raised of app/globals.css. */
export const grounds: Record<Theme, readonly string[]> = {
  light: ['oklch(0.982 0.003 258)', 'oklch(1 0 0)', 'oklch(0.962 0.005 258)'],
  dark: ['oklch(0.165 0.012 258)', 'oklch(0.205 0.014 258)', 'oklch(0.25 0.016 258)'],
};
/** The strongest tint of the accent that text is put on, such as a badge. */
const TINT = 0.1;

/** The accent in one theme, as #rrggbb, which email clients know, too. */
export type AccentColors = {
  fill: string;
  /** The fill under the pointer. */
  hover: string;
  /** Text on the fill: white if it can be read, else black. */
  on: string;
  /** Text in the accent colour. */
  ink: string;
  /** Outlines of controls, the focus ring and lines. */
  edge: string;
};

const toOklch = converter('oklch');

/**
 * Derives every accent colour from any opaque CSS colour. In light mode the fill is the colour
 * itself; where it doesn't stand out enough, outlines and text are darker. In dark mode everything
 * is as light as text has to be. Throws a RangeError for anything else than an opaque colour.
 */
export function deriveAccent(color: string): Record<Theme, AccentColors> {
  const parsed = toOklch(parse(color.trim()));
  if (!parsed) throw new RangeError('must be a CSS colour');
  if (parsed.alpha !== undefined && parsed.alpha < 1) throw new RangeError('must be opaque');
  const shift = (theme: Theme, minimum: number) => {
    const step = theme === 'light' ? -0.01 : 0.01;
    for (let { l } = parsed; ; l += step) {
      const lightness = Math.min(1, Math.max(0, l));
      const shifted = formatHex(clampChroma({ ...parsed, l: lightness }, 'oklch'));
      if (lowestContrast(shifted, theme) >= minimum) return shifted;
    }
  };
  const darkInk = shift('dark', TEXT_CONTRAST);
  const dark = { ...withText(darkInk), ink: darkInk, edge: darkInk };
  const light = {
    ...withText(formatHex(clampChroma(parsed, 'oklch'))),
    ink: shift('light', TEXT_CONTRAST),
    edge: shift('light', CONTROL_CONTRAST),
  };
  return { light, dark };
}

/** The lowest contrast of a colour with the grounds of a theme, plain or tinted with the colour. */
function lowestContrast(color: string, theme: Theme): number {
  return Math.min(
    ...grounds[theme].flatMap((ground) =>
      [0, TINT].map((share) => wcagContrast(color, mix(ground, color, share))),
    ),
  );
}

function withText(fill: string) {
  const on = wcagContrast('#ffffff', fill) >= TEXT_CONTRAST ? '#ffffff' : '#000000';
  const away = on === '#ffffff' ? '#000000' : '#ffffff';
  return { fill, on, hover: mix(fill, away, 0.12) };
}

/** As a browser lays a translucent colour over another. */
function mix(below: string, above: string, share: number): string {
  return formatHex(interpolate([below, above], 'rgb')(share));
}
