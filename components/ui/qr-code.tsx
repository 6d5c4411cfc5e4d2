'use client';
import { useEffect, useState } from 'react';

type QrCodeProps = {
  value: string;
  /** What the code contains, for screen readers. */
  label: string;
  className?: string;
};

type Code = { size: number; path: string };

/** A white square until the encoder is loaded. Black on white in dark mode: many scanners need it. */
export function QrCode({ value, label, className }: QrCodeProps) {
  const [code, setCode] = useState<Code>();
  useEffect(() => {
    let current = true;
    const show = (drawn: Code) => current && setCode(drawn);
    // Without the encoder the square stays white. The value has to be on the page as text anyway.
    drawModules(value).then(show, () => {});
    return () => {
      current = false;
    };
  }, [value]);
  const size = code?.size ?? 1;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={className}
      style={{ forcedColorAdjust: 'none' }}
    >
      <rect width={size} height={size} fill="white" />
      <path d={code?.path} fill="black" />
    </svg>
  );
}

/** The quiet zone around a code has to be four modules wide. */
const QUIET_ZONE = 4;

/** One unit square per dark module. The encoder is large, and few pages show a code. */
async function drawModules(value: string): Promise<Code> {
  const { encodeQR } = await import('qr');
  const rows = encodeQR(value, 'raw', { ecc: 'medium', border: QUIET_ZONE });
  const squares = rows.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { size: rows.length, path: squares.join('') };
}
