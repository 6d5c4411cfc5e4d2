import { expect, test } from 'vitest';
import { toCsv } from './export';

const line = (depositAddress: string) => toCsv([{ depositAddress }]).replace(/^,+|,+\r\n$/g, '');

test.each([
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+1+1', "'+1+1"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', `"'\r=1"`],
  ['\uFF1D1', "'\uFF1D1"],
])('%j is text to a spreadsheet, not a formula', (cell, written) => {
  expect(line(cell)).toBe(written);
});

test.each([
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['x\r=1+1', '"x\r=1+1"'],
  ['x\n=1+1', '"x\n=1+1"'],
  ['Žižkov', 'Žižkov'],
  ['a=b', 'a=b'],
])('%j stays one cell', (cell, written) => {
  expect(line(cell)).toBe(written);
});

test('amounts are written digit by digit, and what is not known yet is empty', () => {
  const row = { requestedAmount: '1234567.000000000000000001', cryptoAmount: null };
  expect(toCsv([row])).toContain(',1234567.000000000000000001,,');
});

test('a file starts with a byte order mark and the header', () => {
  const header = toCsv([], { bom: true, header: true });
  expect(header.startsWith('\uFEFFCreated (UTC),Type,Status,')).toBe(true);
  expect(header.endsWith('\r\n')).toBe(true);
});
