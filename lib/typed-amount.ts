/** Amounts as customers type them. All are decimal strings, never floats. */

/** Catches typing mistakes. Proof has its own limits. */
const AMOUNT_LIMIT = '1000000';

type Unit = { currency: string; decimals: number };
export type ParsedAmount = { amount: string } | { problem: string };

/**
 * Checks an amount in plain form, such as "100" or "99.50": the server accepts nothing else.
 * Returns it without leading zeros, or a message for the form field.
 */
export function parseAmount(text: string, unit: Unit, locale = 'en'): ParsedAmount {
  const typed = text.trim();
  if (typed === '') return { problem: 'Enter an amount.' };
  if (/^\d*,\d*$/.test(typed)) return { problem: 'Use a point for decimals, for example 99.50.' };
  const match = /^(\d+)(?:\.(\d+))?$/.exec(typed);
  if (!match) return { problem: notANumber(locale) };
  const whole = (match[1] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = match[2] ?? '';
  if (fraction.length > unit.decimals)
    return { problem: `Enter at most ${unit.decimals} decimal places for ${unit.currency}.` };
  if (/^0*$/.test(whole + fraction)) return { problem: 'Enter an amount greater than zero.' };
  if (BigInt(whole) >= BigInt(AMOUNT_LIMIT))
    return {
      problem: `Enter less than ${numberFormat(locale, 0).format(AMOUNT_LIMIT)} ${unit.currency}.`,
    };
  return { amount: fraction ? `${whole}.${fraction}` : whole };
}

/**
 * Reads what a person typed, by the separators of their locale, and checks it against an asset.
 * "1.234" is two amounts, one in English and one in German. Then the locale decides, and if the text
 * means neither there, it is rejected rather than guessed.
 */
export function parseTypedAmount(text: string, unit: Unit, locale: string): ParsedAmount {
  const typed = withLatinDigits(text, locale).trim();
  if (typed === '') return parseAmount('', unit, locale);
  const { decimal, group } = separatorsOf(locale);
  const own = plainForm(typed, decimal, group);
  if (own) return parseAmount(own, unit, locale);
  const readings = new Set([plainForm(typed, '.', ','), plainForm(typed, ',', '.')]);
  readings.delete(null);
  const [only, other] = readings;
  if (!only) return { problem: notANumber(locale) };
  if (other)
    return {
      problem: `That could be two different amounts. Use "${decimal}" for decimals, for example ${formatInLocale('99.5', locale)}.`,
    };
  return parseAmount(only, unit, locale);
}

/** "1,234.50" as "1234.5", or null. Spaces and apostrophes group digits in every locale. */
function plainForm(text: string, decimal: string, group: string): string | null {
  const [whole = '', fraction = '', ...rest] = text.split(decimal);
  const grouped = new RegExp(`^[1-9]\\d{0,2}([\\s'’${group}])(\\d{2,3}\\1)*\\d{3}$`);
  if (rest.length > 0 || !/^\d*$/.test(fraction) || !/\d/.test(whole + fraction)) return null;
  if (!/^\d*$/.test(whole) && !grouped.test(whole)) return null;
  const digits = fraction.replace(/0+$/, '');
  return `${whole.replace(/\D/g, '') || '0'}${digits && `.${digits}`}`;
}

function notANumber(locale: string): string {
  return `Enter a number, for example 100 or ${formatInLocale('99.5', locale)}.`;
}

/** "99.5" as "99,50" in German. */
function formatInLocale(amount: string, locale: string): string {
  // A string is formatted digit by digit; a number would pass through a float.
  return numberFormat(locale, 2).format(amount as Intl.StringNumericLiteral);
}

/**
 * An amount that reads the same in every locale, for the field where amounts are typed. It never has
 * exactly three decimals, because "1.234" is a thousand to readers who group digits with a point.
 */
export function formatUnambiguously(amount: string, locale: string, grouped: boolean): string {
  // Without `Intl`, which a page of small amounts need not wait for (decision 0028).
  if (!grouped && /^\d{1,3}$/.test(amount)) return amount;
  const decimals = /\.(\d*[1-9])/.exec(amount)?.[1]?.length ?? 0;
  const minimumDecimals = decimals === 3 ? 4 : grouped ? 2 : 0;
  const format = numberFormat(locale, minimumDecimals, grouped);
  return format.format(amount as Intl.StringNumericLiteral);
}

/**
 * A locale that `Intl` accepts: browsers and requests can name any, or none. The first call takes
 * 0.1 s on a slow phone, so no page needs it to start.
 */
export function supportedLocale(tag: string | undefined): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag ?? 'en')[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** Creating a format takes much longer than using it, and pages have many amounts. */
const numberFormats = new Map<string, Intl.NumberFormat>();
/** Requests can name any number of locales. */
const MAX_NUMBER_FORMATS = 100;

function numberFormat(locale: string, minimumDecimals: number, grouped = true): Intl.NumberFormat {
  const key = `${locale} ${minimumDecimals} ${grouped}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(supportedLocale(locale), {
    minimumFractionDigits: minimumDecimals,
    maximumFractionDigits: 18,
    useGrouping: grouped ? 'always' : false,
    numberingSystem: 'latn',
  });
  if (numberFormats.size === MAX_NUMBER_FORMATS) numberFormats.clear();
  numberFormats.set(key, format);
  return format;
}

function separatorsOf(locale: string): { decimal: string; group: string } {
  const parts = numberFormat(locale, 0).formatToParts(1_234_567.8);
  const find = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: find('decimal'), group: find('group') };
}

/** Turns the locale's own digits and separators, such as Arabic ones, into their Latin counterparts. */
function withLatinDigits(text: string, locale: string): string {
  const sample = 9_876_543_210.5;
  const ownFormat = new Intl.NumberFormat(supportedLocale(locale), { useGrouping: 'always' });
  const own = [...ownFormat.format(sample)];
  const latin = [...numberFormat(locale, 0).format(sample)];
  return [...text].map((character) => latin[own.indexOf(character)] ?? character).join('');
}
