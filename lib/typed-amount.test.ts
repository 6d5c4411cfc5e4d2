import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatUnambiguously,
  parseAmount,
  parseTypedAmount,
  supportedLocale,
} from './typed-amount';

const usdt = { currency: 'USDT', decimals: 6 };
/** Accepts what is only about separators. */
const ten = { currency: 'ETH', decimals: 10 };

test.each([
  ['100', '100'],
  [' 99.50 ', '99.50'],
  ['0100', '100'],
  ['0.000001', '0.000001'],
  ['999999.999999', '999999.999999'],
])('the amount %j is parsed as %s', (typed, amount) => {
  expect(parseAmount(typed, usdt)).toEqual({ amount });
});

test.each([
  ['', 'Enter an amount.'],
  ['1,5', 'Use a point for decimals, for example 99.50.'],
  ['-5', 'Enter a number, for example 100 or 99.50.'],
  ['1e3', 'Enter a number, for example 100 or 99.50.'],
  ['NaN', 'Enter a number, for example 100 or 99.50.'],
  ['٣', 'Enter a number, for example 100 or 99.50.'],
  ['.5', 'Enter a number, for example 100 or 99.50.'],
  ['0.000', 'Enter an amount greater than zero.'],
  ['1.0000001', 'Enter at most 6 decimal places for USDT.'],
  ['1000000', 'Enter less than 1,000,000 USDT.'],
  ['9'.repeat(90), 'Enter less than 1,000,000 USDT.'],
])('the amount %j is rejected with a message', (typed, problem) => {
  expect(parseAmount(typed, usdt)).toEqual({ problem });
});

test('18 decimals are kept exactly', () => {
  const typed = '0.123456789012345678';
  expect(parseAmount(typed, { currency: 'USDT', decimals: 18 })).toEqual({ amount: typed });
});

test.each([
  ['en', '.5', '0.5'],
  ['en', '5.', '5'],
  ['en', '1,234.56', '1234.56'],
  ['en', ' 123,456.7 ', '123456.7'],
  ['en', '1 234.56', '1234.56'],
  ['en', '1,234', '1234'],
  ['en', '1.234', '1.234'],
  ['de', '1.234', '1234'],
  ['de', '1,234', '1.234'],
  ['de', '1.234,56', '1234.56'],
  ['de', ',5', '0.5'],
  ['es', '1.234', '1234'],
  ['fr', '1\u202f234,56', '1234.56'],
  ['fr', '1\u00a0234,56', '1234.56'],
  ['fr', '1 234,56', '1234.56'],
  ['de-CH', "1'234.56", '1234.56'],
  ['de-CH', '1’234.56', '1234.56'],
  ['en-IN', '2,34,567.89', '234567.89'],
  ['en-IN', '234,567.89', '234567.89'],
  ['ar-EG', '١٬٢٣٤٫٥', '1234.5'],
  ['fa', '۱۲', '12'],
  ['hi-u-nu-deva', '१,२३४.५', '1234.5'],
])('typed in %s, %j is %s', (locale, typed, amount) => {
  expect(parseTypedAmount(typed, ten, locale)).toEqual({ amount });
});

test.each([
  ['en', '99,50', '99.5'],
  ['en', '1.234,56', '1234.56'],
  ['en', '0,123', '0.123'],
  ['de', '99.50', '99.5'],
  ['de', '1,234.56', '1234.56'],
  ['fr', '99.5', '99.5'],
])(
  'typed in %s, %j has one meaning only, so the other separators are accepted',
  (locale, typed, amount) => {
    expect(parseTypedAmount(typed, ten, locale)).toEqual({ amount });
  },
);

test.each([
  ['fr', '1.234', 'That could be two different amounts. Use "," for decimals, for example 99,50.'],
  [
    'de-CH',
    '1,234',
    'That could be two different amounts. Use "." for decimals, for example 99.50.',
  ],
  ['de', 'zehn', 'Enter a number, for example 100 or 99,50.'],
  ['en', '1,23,4', 'Enter a number, for example 100 or 99.50.'],
  ['en', '1,234 567', 'Enter a number, for example 100 or 99.50.'],
  ['en', '1.2.3', 'Enter a number, for example 100 or 99.50.'],
  ['en', '.', 'Enter a number, for example 100 or 99.50.'],
  ['en', '-5', 'Enter a number, for example 100 or 99.50.'],
  ['en', '1e3', 'Enter a number, for example 100 or 99.50.'],
  ['en', '  ', 'Enter an amount.'],
  ['en', '.0', 'Enter an amount greater than zero.'],
  ['de', '1,0000001', 'Enter at most 6 decimal places for USDT.'],
  ['de', '1.000.000', 'Enter less than 1.000.000 USDT.'],
])('typed in %s, %j is rejected with a message', (locale, typed, problem) => {
  expect(parseTypedAmount(typed, usdt, locale)).toEqual({ problem });
});

const locales = [
  'en en-IN en-ZA de de-AT de-CH fr fr-CH es es-MX it pt pt-BR nl pl cs hu sv nb fi',
  'ru uk bg el tr he ja zh ko hi mr bn ne my th vi id ar ar-EG ar-MA fa ur ckb',
  'pa-Arab uz-Arab sd lt lv et sl hr is ka hy kk sw',
].flatMap((tags) => tags.split(' '));
const locale = fc.constantFrom(...locales);
const grouped = fc.boolean();
/** Plain form without trailing zeros. */
const amount = fc
  .tuple(fc.nat(999_999), fc.stringMatching(/^\d{0,9}$/))
  .map(([whole, fraction]) => `${whole}.${fraction}`.replace(/\.?0*$/, ''))
  .filter((text) => text !== '0');
const decimals = { currency: 'ETH', decimals: 18 };

function read(text: string, inLocale: string): string {
  const parsed = parseTypedAmount(text, decimals, inLocale);
  return 'amount' in parsed ? parsed.amount : text;
}

test('the amount shown at the field reads as the same amount in every locale', () => {
  fc.assert(
    fc.property(amount, locale, locale, grouped, (plain, shownIn, readIn, withGroups) => {
      expect(read(formatUnambiguously(plain, shownIn, withGroups), readIn)).toBe(plain);
    }),
    { numRuns: 500 },
  );
});

test("an amount in the locale's own format, with its own digits, is read back", () => {
  fc.assert(
    fc.property(amount, locale, grouped, (plain, own, withGroups) => {
      const useGrouping = withGroups ? 'always' : false;
      const format = new Intl.NumberFormat(own, { maximumFractionDigits: 18, useGrouping });
      expect(read(format.format(plain as Intl.StringNumericLiteral), own)).toBe(plain);
    }),
    { numRuns: 500 },
  );
});

test('whatever is typed, an accepted amount is one that the server accepts unchanged', () => {
  const characters = fc.constantFrom(..."00123456789.,'’ \u202f\u00a0-+e٫٬٣".split(''));
  fc.assert(
    fc.property(fc.string({ unit: characters, maxLength: 12 }), locale, (text, typedIn) => {
      const parsed = parseTypedAmount(text, usdt, typedIn);
      if ('amount' in parsed) expect(parseAmount(parsed.amount, usdt)).toEqual(parsed);
    }),
    { numRuns: 1000 },
  );
});

test('an amount is never shown with three decimals at the field', () => {
  expect(formatUnambiguously('1.234', 'en', true)).toBe('1.2340');
  expect(formatUnambiguously('1.2340', 'de', true)).toBe('1,2340');
  expect(formatUnambiguously('1234.500', 'de', true)).toBe('1.234,50');
  expect(formatUnambiguously('1234.5', 'fr', false)).toBe('1234,5');
  expect(formatUnambiguously('1.234', 'fr', false)).toBe('1,2340');
});

test.each([
  ['de-DE', 'de-DE'],
  ['en-US@posix', 'en'],
  ['*', 'en'],
  ['', 'en'],
  ['xx', 'en'],
  [undefined, 'en'],
])('a browser that asks for %j gets the separators of %s', (tag, locale) => {
  expect(supportedLocale(tag)).toBe(locale);
});

test.each(['en-US@posix', '*', '', 'xx'])('a browser whose language is %j takes amounts', (tag) => {
  expect(parseTypedAmount('1,234.50', usdt, tag)).toEqual({ amount: '1234.5' });
  expect(formatUnambiguously('1234.5', tag, true)).toBe('1,234.50');
});
