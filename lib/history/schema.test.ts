import { expect, test } from 'vitest';
import { searchOf } from '../search-params';
import { countFilters } from './filter';
import { readHistoryQuery } from './schema';

const cursor = {
  time: '2026-04-01T10:00:00.123Z',
  id: '0195f000-0000-7000-8000-000000000000',
};

const paramsOf = (search: string) => Object.fromEntries(new URLSearchParams(search));

test('every filter and position survives the way into a URL and back', () => {
  const filter = {
    q: '550e8400-e29b',
    type: 'sell',
    status: 'completed',
    asset: 'TRC20:USDT',
    from: '2026-01-01',
    to: '2026-12-31',
    zone: 'America/Argentina/Buenos_Aires',
  } as const;
  const read = (position: object) => readHistoryQuery(paramsOf(searchOf(filter, position)));
  expect(read({ after: cursor })).toEqual({ filter, position: { after: cursor }, unreadable: [] });
  expect(read({ before: cursor })).toEqual({
    filter,
    position: { before: cursor },
    unreadable: [],
  });
});

test('an empty value, as a form submits it, is no filter', () => {
  const { filter, unreadable } = readHistoryQuery({
    q: '',
    type: '',
    status: '',
    from: '',
    to: '',
  });
  expect([filter, unreadable]).toEqual([{}, []]);
  expect(searchOf({})).toBe('');
});

test.each([
  ['type', 'gift'],
  ['status', ['pending', 'failed']],
  ['status', "pending'--"],
  ['asset', 'USDT'],
  ['asset', 'TRC20:USDT:X'],
  ['from', '2026-02-30'],
  ['from', '0000-01-01'],
  ['to', '9999-12-31'],
  ['to', 'yesterday'],
  ['zone', 'Mars/Olympus'],
  ['q', '50%'],
  ['q', 'a_b'],
  ['q', 'x'.repeat(65)],
  ['after', 'abc'],
  ['after', `${cursor.time}_1`],
  ['before', `+275760-09-13T00:00:00.000Z_${cursor.id}`],
])('%s=%s cannot be read: it is dropped and named, and the rest stays', (field, value) => {
  const { filter, position, unreadable } = readHistoryQuery({ currency: 'x', [field]: value });
  expect(unreadable).toEqual([field]);
  expect([filter, position]).toEqual([{}, { before: undefined }]);
  const rest = field === 'type' ? { status: 'failed' } : { type: 'buy' };
  expect(readHistoryQuery({ ...rest, [field]: value }).filter).toEqual(rest);
});

test('a period that ends before it starts keeps its start', () => {
  const { filter, unreadable } = readHistoryQuery({ from: '2026-04-02', to: '2026-04-01' });
  expect([filter, unreadable]).toEqual([{ from: '2026-04-02' }, ['to']]);
  expect(readHistoryQuery({ from: '2026-04-01', to: '2026-04-01' }).unreadable).toEqual([]);
});

test('several unreadable values are all named, once each', () => {
  const { unreadable } = readHistoryQuery({
    type: 'x',
    from: '2026-04-02',
    to: '2026-04-01',
    q: '?',
  });
  expect(unreadable.toSorted()).toEqual(['q', 'to', 'type']);
});

test('the id to search for is taken as people paste it', () => {
  expect(readHistoryQuery({ q: ' 550E8400-E29B ' }).filter.q).toBe('550e8400-e29b');
  expect(readHistoryQuery({ q: 'Order-7' }).filter.q).toBe('Order-7');
});

test('a time zone alone is no filter', () => {
  const filters = [{}, { zone: 'UTC' }, { type: 'buy', zone: 'UTC' }] as const;
  expect(filters.map(countFilters)).toEqual([0, 0, 1]);
});
