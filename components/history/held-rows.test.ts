import { expect, test } from 'vitest';
import { sampleTransaction } from '@/components/live/sample-delta';
import { matcherOf } from '@/lib/history/filter';
import type { TransactionView } from '@/lib/transactions/views';
import { admitRows, belongsOnPage, holdRows } from './held-rows';

const at = (minute: number) => `2026-04-01T10:0${minute}:00.000Z`;

function row(id: string, minute: number, rest: Partial<TransactionView> = {}): TransactionView {
  return { ...sampleTransaction, id, createdAt: at(minute), ...rest };
}

const rows = [row('first', 5), row('last', 3)];
const cursor = { after: { time: at(3), id: 'last' } };

test('a transaction that the page does not know is added on top of the newest page only', () => {
  const newest = { rows, newer: null, older: cursor };
  const middle = { rows, newer: cursor, older: cursor };
  const belongs = (minute: number, page: typeof newest | typeof middle) =>
    belongsOnPage(row('new', minute), page, () => true);
  expect([6, 4, 2].map((minute) => belongs(minute, newest))).toEqual([true, true, false]);
  expect([6, 4, 2].map((minute) => belongs(minute, middle))).toEqual([false, true, false]);
});

test('the only page takes every transaction, also when it is empty', () => {
  const empty = { rows: [], newer: null, older: null };
  expect(belongsOnPage(row('new', 1), empty, () => true)).toBe(true);
  expect(belongsOnPage(row('old', 1), { ...empty, rows }, () => true)).toBe(true);
});

test('a new transaction that does not match the filter is not shown', () => {
  const page = { rows, newer: null, older: null };
  const sells = matcherOf({ type: 'sell' });
  expect(belongsOnPage(row('new', 6, { type: 'buy' }), page, sells)).toBe(false);
  expect(belongsOnPage(row('new', 6, { type: 'sell' }), page, sells)).toBe(true);
});

test('shown rows keep their place and take their newest state; new ones wait', () => {
  const current = [row('new', 7), row('b', 4, { version: 2, status: 'completed' })];
  const { rows, waiting } = holdRows([row('a', 5), row('b', 4)], current);
  expect(rows.map(({ id, status }) => [id, status])).toEqual([
    ['a', 'pending'],
    ['b', 'completed'],
  ]);
  expect(waiting.map(({ id }) => id)).toEqual(['new']);
});

test('a row that was updated live is not set back by an older list', () => {
  const { rows } = holdRows([row('a', 5, { version: 3, status: 'completed' })], [row('a', 5)]);
  expect(rows[0]?.status).toBe('completed');
});

test('admitted rows go where their time puts them', () => {
  const ids = admitRows([row('c', 6), row('a', 2)], [row('d', 7), row('b', 4)]).map(({ id }) => id);
  expect(ids).toEqual(['d', 'c', 'b', 'a']);
});
