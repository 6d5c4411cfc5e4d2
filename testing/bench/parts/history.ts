import { db } from '../../../lib/db';
import { getHistoryPage } from '../../../lib/history/data';
import { addPastTransactions } from '../../past-transactions';
import { inTurn, timeOf } from '../measurement';
import type { Part } from '../part';

const USER_ID = 'user-with-a-long-history';
const TRANSACTIONS = 100_000;
const TRANSACTIONS_OF_OTHERS = 900_000;
const PAGE_SIZE = 25;
/** Of each round. One page takes about a millisecond. */
const READS = 20;

/** Pages of one customer's history at its start and at its end, also as Prisma's cursor reads them. */
export const measureHistory: Part = async () => {
  await db().user.create({ data: { id: USER_ID, email: 'history@example.com' } });
  await addPastTransactions(USER_ID, TRANSACTIONS);
  await db().user.create({ data: { id: 'others', email: 'others@example.com' } });
  await addPastTransactions('others', TRANSACTIONS_OF_OTHERS);
  const edge = await db().transaction.findFirstOrThrow({
    where: { userId: USER_ID },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    skip: PAGE_SIZE,
  });
  const after = { time: edge.createdAt.toISOString(), id: edge.id };
  const { first, last, lastByPrisma } = await inTurn({
    first: () => timeOf(() => getHistoryPage(USER_ID, {}, {}), READS),
    last: () => timeOf(() => getHistoryPage(USER_ID, {}, { after }), READS),
    lastByPrisma: () => timeOf(() => pageByPrismaCursor(edge.id), READS),
  });
  return [
    {
      name: 'history, page 4,000, of 100,000 of a million transactions',
      unit: 'ms',
      values: last,
      comparedWith: { name: 'page 1', values: first },
      target: { atMost: 1.2 },
    },
    {
      name: "history, page 4,000, by Prisma's cursor",
      unit: 'ms',
      values: lastByPrisma,
      comparedWith: { name: 'by ours', values: last },
      // With less, our own cursor would not be worth its code (decision 0018).
      target: { atLeast: 2 },
    },
  ];
};

/** The page that Prisma's own cursor reads. */
function pageByPrismaCursor(id: string) {
  return db().transaction.findMany({
    where: { userId: USER_ID },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    cursor: { id },
    skip: 1,
    take: PAGE_SIZE + 1,
  });
}
