/** Amounts are decimal strings on the wire and scaled integers in calculations, never floats. */
export type Scaled = { units: bigint; scale: number };

const DECIMAL = /^(\d{1,15})(?:\.(\d{1,18}))?$/;

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

export function parseDecimal(text: string): Scaled {
  const match = DECIMAL.exec(text);
  if (!match) throw new RangeError(`"${text}" is not a decimal amount`);
  const fraction = match[2] ?? '';
  return { units: BigInt(`${match[1]}${fraction}`), scale: fraction.length };
}

export function decimalsOf(text: string): number {
  return parseDecimal(text).scale;
}

export function isPositive(text: string): boolean {
  return parseDecimal(text).units > 0n;
}

/** Rounds half up to the given scale. */
export function rescale(value: Scaled, scale: number): Scaled {
  if (scale >= value.scale) {
    return { units: value.units * 10n ** BigInt(scale - value.scale), scale };
  }
  const divisor = 10n ** BigInt(value.scale - scale);
  return { units: (value.units + divisor / 2n) / divisor, scale };
}

export function multiply(left: Scaled, right: Scaled): Scaled {
  return { units: left.units * right.units, scale: left.scale + right.scale };
}

export function add(left: Scaled, right: Scaled): Scaled {
  const scale = Math.max(left.scale, right.scale);
  return { units: rescale(left, scale).units + rescale(right, scale).units, scale };
}

/** Subtracts down to zero at most: a fee never makes a payout negative. */
export function subtractToZero(left: Scaled, right: Scaled): Scaled {
  const scale = Math.max(left.scale, right.scale);
  const units = rescale(left, scale).units - rescale(right, scale).units;
  return { units: units > 0n ? units : 0n, scale };
}

export function formatDecimal(value: Scaled): string {
  const digits = value.units.toString().padStart(value.scale + 1, '0');
  if (value.scale === 0) return digits;
  return `${digits.slice(0, -value.scale)}.${digits.slice(-value.scale)}`;
}
