import { encodeQR } from 'qr';
import { useMemo } from 'react';

type QrCodeProps = {
  value: string;
  /** What the code contains, for screen readers. */
  label: string;
  className?: string;
};

/** Black on white in dark mode too: many scanners read nothing else. */
export function QrCode({ value, label, className }: QrCodeProps) {
  const { size, path } = useMemo(() => drawModules(value), [value]);
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
      <path d={path} fill="black" />
    </svg>
  );
}

/** The quiet zone around a code has to be four modules wide. */
const QUIET_ZONE = 4;

/** One unit square per dark module. */
function drawModules(value: string): { size: number; path: string } {
  const rows = encodeQR(value, 'raw', { ecc: 'medium', border: QUIET_ZONE });
  const squares = rows.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { size: rows.length, path: squares.join('') };
}
