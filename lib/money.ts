/** Amounts are decimal strings, never floats. */

/** Catches typing mistakes. Proof has its own limits. */
const AMOUNT_LIMIT = 1_000_000;

/**
 * Returns the amount in plain form ("0100.50" becomes "100.50"), or a message for the form field.
 */
export function parseAmount(
  text: string,
  { currency, decimals }: { currency: string; decimals: number },
): { amount: string } | { problem: string } {
  const typed = text.trim();
  if (typed === '') return { problem: 'Enter an amount.' };
  if (/^\d*,\d*$/.test(typed)) return { problem: 'Use a point for decimals, for example 99.50.' };
  const match = /^(\d+)(?:\.(\d+))?$/.exec(typed);
  if (!match) return { problem: 'Enter a number, for example 100 or 99.50.' };
  const whole = (match[1] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = match[2] ?? '';
  if (fraction.length > decimals)
    return { problem: `Enter at most ${decimals} decimal places for ${currency}.` };
  if (/^0*$/.test(whole + fraction)) return { problem: 'Enter an amount greater than zero.' };
  if (BigInt(whole) >= BigInt(AMOUNT_LIMIT))
    return { problem: `Enter less than ${AMOUNT_LIMIT.toLocaleString('en')} ${currency}.` };
  return { amount: fraction ? `${whole}.${fraction}` : whole };
}

/** "1234.5" becomes "1,234.50". Never rounds. */
export function formatAmount(amount: string, minimumDecimals = 2): string {
  const format = new Intl.NumberFormat('en', {
    minimumFractionDigits: minimumDecimals,
    maximumFractionDigits: 18,
  });
  // Intl formats strings exactly, but numbers as floats.
  return format.format(amount as Intl.StringNumericLiteral);
}
