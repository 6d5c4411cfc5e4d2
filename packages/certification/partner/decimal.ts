const SCALE = 18;
const DECIMAL = /^(-?)(\d+)(?:\.(\d{1,18}))?$/;

/** A decimal as a multiple of 10^-18, so that amounts are compared exactly. `null` if it is none. */
export function toUnits(value: unknown): bigint | null {
  const match = DECIMAL.exec(String(value).trim());
  if (!match) return null;
  const [, sign, integer, fraction = ''] = match;
  const units = BigInt(`${integer}${fraction.padEnd(SCALE, '0')}`);
  return sign === '-' ? -units : units;
}

export function formatUnits(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(SCALE + 1, '0');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '');
  const text = digits.slice(0, -SCALE) + (fraction === '' ? '' : `.${fraction}`);
  return units < 0n ? `-${text}` : text;
}
