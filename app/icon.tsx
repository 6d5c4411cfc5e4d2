import { brand } from '@/lib/brand';

export const contentType = 'image/svg+xml';

/** The brand's initial on its accent colour. */
export default function Icon() {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="8" fill="${brand.accent.light}"/>
  <text x="16" y="22.5" text-anchor="middle" font-family="system-ui,sans-serif" font-size="19" font-weight="600" fill="#fff">${brand.name.charAt(0)}</text>
</svg>`;
  return new Response(svg, { headers: { 'Content-Type': contentType } });
}
