import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { addPastTransactions } from '../../testing/past-transactions';
import { db } from '../db';
import type { Position } from '../keyset';
import { toTransactionView } from '../transactions/views';
import { getHistoryPage, getHistoryTotals, TOTALS_LIMIT } from './data';
import { matcherOf } from './filter';
import type { HistoryFilter } from './schema';

const app = withPartnerApp();

let userId: string;
let otherUserId: string;

const day = (number: number, ms = 0) => new Date(Date.UTC(2026, 3, number, 22, 30, 0, ms));

/** Different in everything that can be filtered; every third has the time of its predecessor. */
const past = Array.from({ length: 60 }, (_, index) => ({
  merchantTransactionId: crypto.randomUUID(),
  type: (['buy', 'sell'] as const)[index % 2] ?? 'buy',
  status: (['pending', 'processing', 'completed', 'failed', 'cancelled'] as const)[index % 5],
  ...(index % 4 === 0
    ? { network: 'ERC20', currency: 'USDC' }
    : { network: 'TRC20', currency: 'USDT' }),
  requestedAmount: '10.000000000000000001',
  cryptoAmount: index % 5 === 2 && index % 3 === 0 ? '9.5' : null,
  fiatAmount: index % 5 === 2 ? '8.25' : null,
  fiatCurrency: index % 5 === 2 ? 'EUR' : null,
  createdAt: day(1 + Math.floor((index - (index % 3 === 2 ? 1 : 0)) / 4), index % 7 === 0 ? 1 : 0),
}));

beforeAll(async () => {
  userId = (await app.addCustomer()).id;
  otherUserId = (await app.addCustomer()).id;
  await db().transaction.createMany({ data: past.map((row) => ({ ...row, userId })) });
  const others = past.map((row) => ({ ...row, merchantTransactionId: crypto.randomUUID() }));
  await db().transaction.createMany({
    data: others.map((row) => ({ ...row, userId: otherUserId })),
  });
});

async function everyPage(filter: HistoryFilter, direction: 'older' | 'newer', from: Position = {}) {
  const pages = [];
  for (let position: Position | null = from; position; ) {
    const page = await getHistoryPage(userId, filter, position);
    pages.push(page);
    position = page[direction];
  }
  return pages;
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test('the pages have every transaction once, newest first, also where times are the same', async () => {
  const all = await db().transaction.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const pages = await everyPage({}, 'older');
  expect(pages.map(({ rows }) => rows.length)).toEqual([25, 25, 10]);
  expect(pages.flatMap(({ rows }) => idsOf(rows))).toEqual(idsOf(all));
});

test('the way back leads over the same pages, and ends on a full newest page', async () => {
  const pages = await everyPage({}, 'older');
  const last = pages.at(-1)?.newer ?? {};
  const back = await everyPage({}, 'newer', last);
  expect(back.map(({ rows }) => idsOf(rows))).toEqual(
    pages
      .slice(0, -1)
      .reverse()
      .map(({ rows }) => idsOf(rows)),
  );
  expect(back.at(-1)?.newer).toBeNull();
});

test('a page keeps its place when newer transactions arrive, and after its own cursor is gone', async () => {
  const after = { time: day(8).toISOString(), id: crypto.randomUUID() };
  const before = await getHistoryPage(userId, {}, { after });
  const added = await db().transaction.create({
    data: {
      ...{ userId, merchantTransactionId: crypto.randomUUID(), type: 'buy', network: 'TRC20' },
      ...{ currency: 'USDT', requestedAmount: '1' },
    },
  });
  expect(await getHistoryPage(userId, {}, { after })).toEqual(before);
  await db().transaction.delete({ where: { id: added.id } });
});

const dayOf = fc
  .integer({ min: 1, max: 20 })
  .map((number) => day(number).toISOString().slice(0, 10));

const filters = fc.record(
  {
    type: fc.constantFrom('buy', 'sell'),
    status: fc.constantFrom('pending', 'processing', 'completed', 'failed', 'cancelled'),
    asset: fc.constantFrom('TRC20:USDT', 'ERC20:USDC', 'TRC20:USDC'),
    from: dayOf,
    to: dayOf,
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati'),
    q: fc
      .tuple(fc.constantFrom(...past), fc.integer({ min: 1, max: 36 }))
      .map(([row, length]) => row.merchantTransactionId.slice(0, length)),
  },
  { requiredKeys: [] },
);

test('the database selects and counts what the rule for live changes selects', async () => {
  const rows = (await db().transaction.findMany({ where: { userId } })).map(toTransactionView);
  await fc.assert(
    fc.asyncProperty(filters, async (filter) => {
      const expected = idsOf(rows.filter(matcherOf(filter))).sort();
      const pages = await everyPage(filter, 'older');
      const found = pages.flatMap(({ rows }) => idsOf(rows));
      expect(found.sort()).toEqual(expected);
      expect((await getHistoryTotals(userId, filter)).count).toBe(expected.length);
    }),
    { numRuns: 100 },
  );
});

test('a transaction is found by both of its ids, whole or how they begin', async () => {
  const own = await db().transaction.findFirstOrThrow({ where: { userId, type: 'sell' } });
  for (const id of [own.id, own.merchantTransactionId])
    for (const q of [id, id.slice(0, 23)])
      expect(idsOf((await getHistoryPage(userId, { q }, {})).rows)).toContain(own.id);
});

test("another customer's transaction is on no page and in no total, even when asked for", async () => {
  const other = await db().transaction.findFirstOrThrow({ where: { userId: otherUserId } });
  for (const q of [other.id, other.merchantTransactionId]) {
    expect((await getHistoryPage(userId, { q }, {})).rows).toEqual([]);
    expect((await getHistoryTotals(userId, { q })).count).toBe(0);
  }
  const position = { after: { time: new Date().toISOString(), id: other.id } };
  const { rows } = await getHistoryPage(userId, {}, position);
  const owned = await db().transaction.count({
    where: { userId, id: { in: idsOf(rows) } },
  });
  expect(owned).toBe(25);
});

test('sums are exact, by currency, of what is completed, or has the status asked for', async () => {
  const { sums } = await getHistoryTotals(userId, { asset: 'TRC20:USDT', type: 'sell' });
  expect(sums).toEqual([
    { type: 'sell', currency: 'USDT', amount: '19', fiatAmount: '16.5', fiatCurrency: 'EUR' },
    {
      ...{ type: 'sell', currency: 'USDT', fiatAmount: '33', fiatCurrency: 'EUR' },
      amount: '40.000000000000000004',
    },
  ]);
  const failed = await getHistoryTotals(userId, { status: 'failed', type: 'sell' });
  expect(failed.sums).toEqual([
    {
      ...{ type: 'sell', currency: 'USDT', fiatAmount: null, fiatCurrency: null },
      amount: '60.000000000000000006',
    },
  ]);
});

/** Entries of any index of the transactions that were read so far. Statistics are per connection until sent. */
async function entriesRead(): Promise<number> {
  await db().$queryRaw`SELECT pg_stat_force_next_flush()::text`;
  const [row] = await db().$queryRaw<[{ read: bigint }]>`
    SELECT sum(idx_tup_read)::bigint AS read FROM pg_stat_user_indexes
    WHERE relname = 'transactions'`;
  return Number(row.read);
}

async function countEntries(work: () => Promise<unknown>): Promise<number> {
  const before = await entriesRead();
  await work();
  return (await entriesRead()) - before;
}

test('the last page of a long history reads no more of it than the first', async () => {
  const { id } = await app.addCustomer();
  await addPastTransactions(id, 20_000);
  const oldest = await db().transaction.findMany({
    where: { userId: id },
    orderBy: { createdAt: 'asc' },
    take: 30,
  });
  const { createdAt, id: edgeId } = oldest[29] ?? expect.unreachable();
  const edge = { time: createdAt.toISOString(), id: edgeId };
  const first = await countEntries(() => getHistoryPage(id, {}, {}));
  const last = await countEntries(() => getHistoryPage(id, {}, { after: edge }));
  const back = await countEntries(() => getHistoryPage(id, {}, { before: edge }));
  expect(first).toBeGreaterThan(0);
  expect(Math.max(last, back)).toBeLessThanOrEqual(first + 2);
});

test('a filter that matches little reads its matches only from the table', async () => {
  const { id } = await app.addCustomer();
  // Among few rows, Postgres rightly reads the whole table.
  await addPastTransactions(otherUserId, 100_000);
  await addPastTransactions(id, 20_000);
  const entries = await countEntries(async () => {
    const { rows } = await getHistoryPage(id, { status: 'failed' }, {});
    expect(rows).toHaveLength(20);
  });
  expect(entries).toBe(20);
});

test('totals stop counting at their limit, and then have no sums', async () => {
  const { id } = await app.addCustomer();
  await addPastTransactions(id, TOTALS_LIMIT);
  const exact = await getHistoryTotals(id, {});
  expect(exact).toMatchObject({ count: TOTALS_LIMIT, truncated: false });
  expect(exact.sums).toHaveLength(1);
  // Among hardly more rows than the limit, Postgres may rightly read and sort them all.
  await addPastTransactions(id, 10 * TOTALS_LIMIT);
  const more = () => getHistoryTotals(id, {});
  expect(await more()).toEqual({ count: TOTALS_LIMIT, truncated: true, sums: [] });
  expect(await countEntries(more)).toBeLessThanOrEqual(TOTALS_LIMIT + 1);
});
