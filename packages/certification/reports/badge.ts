import type { Certificate, Verdict } from '../certificate';
import { escapeXml } from './xml';

const LABEL = 'Proof On/Off Ramp';
const CHARACTER_WIDTH = 6.6;
const PADDING = 10;

/** White text on them has a contrast of at least 4.5:1. */
const COLOURS: Record<Verdict, string> = {
  certified: '#1a7f37',
  failed: '#cf222e',
  incomplete: '#7d5e00',
};

const widthOf = (text: string) => Math.round(text.length * CHARACTER_WIDTH + 2 * PADDING);

/** The verdict as a picture for a README. */
export function toBadge({ verdict, name, startedAt }: Certificate): string {
  const [left, right] = [widthOf(LABEL), widthOf(verdict)];
  const day = startedAt.slice(0, 10);
  const text = (x: number, content: string) =>
    `<text x="${x}" y="14" textLength="${widthOf(content) - 2 * PADDING}">${content}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${LABEL}: ${verdict}">`,
    `<title>${escapeXml(`${name}: ${verdict} on ${day}`)}</title>`,
    `<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>`,
    '<g clip-path="url(#r)">',
    `<rect width="${left}" height="20" fill="#444"/>`,
    `<rect x="${left}" width="${right}" height="20" fill="${COLOURS[verdict]}"/>`,
    '</g>',
    '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">',
    text(PADDING, LABEL),
    text(left + PADDING, verdict),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
