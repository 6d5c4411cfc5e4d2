import { connection } from 'next/server';
import { initialOf } from '@/lib/brand';
import { getAccent, getBrand, readLogo } from '@/lib/current-brand';
import { escapeHtml } from '@/lib/escape-html';

export const contentType = 'image/svg+xml';

/** The logo, or the initial of the name on the accent colour. */
export default async function Icon() {
  await connection();
  const svg = (await readLogo()) ?? initialIcon();
  return new Response(svg, {
    headers: { 'content-type': contentType, 'cache-control': 'public, max-age=3600' },
  });
}

function initialIcon(): string {
  const { fill, on } = getAccent().light;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="8" fill="${fill}"/>
  <text x="16" y="22.5" text-anchor="middle" font-family="system-ui,sans-serif" font-size="19" font-weight="600" fill="${on}">${escapeHtml(initialOf(getBrand().name))}</text>
</svg>`;
}
