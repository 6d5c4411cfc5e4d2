import { expect, test } from 'vitest';
import { Prisma } from '../generated/prisma/client';
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
  const requestedAmount = new Prisma.Decimal('1234567.000000000000000001');
  const row = toCsv([
    { requestedAmount, cryptoAmount: null, fiatAmount: new Prisma.Decimal(1e-9) },
  ]);
  expect(row).toContain(',1234567.000000000000000001,,0.000000001,');
});

test('times are written in UTC', () => {
  const createdAt = new Date('2026-04-01T14:02:33.250+02:00');
  expect(toCsv([{ createdAt }])).toMatch(/^2026-04-01T12:02:33.250Z,/);
});

test('a file starts with a byte order mark and the header', () => {
  const header = toCsv([], { bom: true, header: true });
  expect(header.startsWith('\uFEFFCreated (UTC),Type,Status,')).toBe(true);
  expect(header.endsWith('\r\n')).toBe(true);
});
