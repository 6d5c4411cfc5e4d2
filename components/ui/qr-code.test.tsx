// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import decodeQR from 'qr/decode.js';
import { afterEach, expect, test } from 'vitest';
import { QrCode } from './qr-code';

afterEach(cleanup);

const SCALE = 4;

/** Paints the drawn squares, as a camera would see them. */
function paint(svg: Element) {
  const size = Number(svg.getAttribute('viewBox')?.split(' ')[2]) * SCALE;
  const data = new Uint8Array(size * size * 3).fill(255);
  const squares =
    svg
      .querySelector('path')
      ?.getAttribute('d')
      ?.matchAll(/M(\d+) (\d+)/g) ?? [];
  for (const [, x, y] of squares)
    for (let row = 0; row < SCALE; row++) {
      const start = ((Number(y) * SCALE + row) * size + Number(x) * SCALE) * 3;
      data.fill(0, start, start + SCALE * 3);
    }
  return { width: size, height: size, data };
}

test.each(['TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE', '0x52908400098527886E0F7030069857D2E4169EE7'])(
  'a scanner reads %s from its code',
  async (address) => {
    render(<QrCode value={address} label="Deposit address" />);
    const svg = screen.getByRole('img', { name: 'Deposit address' });
    await waitFor(() => expect(svg.querySelector('path')?.hasAttribute('d')).toBe(true));
    expect(decodeQR(paint(svg))).toBe(address);
  },
);
