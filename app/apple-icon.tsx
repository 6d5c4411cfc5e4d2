import { ImageResponse } from 'next/og';
import { connection } from 'next/server';
import { initialOf } from '@/lib/brand';
import { getAccent, getBrand, readLogo } from '@/lib/current-brand';

export const contentType = 'image/png';
export const size = { width: 180, height: 180 };

/** The icon of the home screen, which iOS wants as a PNG. The sign-in email shows it, too. */
export default async function AppleIcon() {
  await connection();
  const logo = await readLogo();
  const { fill, on } = getAccent().light;
  const initial = initialOf(getBrand().name);
  return new ImageResponse(
    <div
      style={{
        display: 'flex',
        width: '100%',
        height: '100%',
        alignItems: 'center',
        justifyContent: 'center',
        fontSize: 108,
        background: logo ? '#ffffff' : fill,
        color: on,
      }}
    >
      {logo ? (
        // biome-ignore lint/performance/noImgElement: this becomes a PNG, not a page.
        <img alt="" width="132" height="132" src={`data:image/svg+xml;base64,${btoa(logo)}`} />
      ) : (
        // For other scripts, ImageResponse would download a font.
        /[\p{Script=Latin}\d]/u.test(initial) && initial
      )}
    </div>,
    { ...size, headers: { 'cache-control': 'public, max-age=3600' } },
  );
}
