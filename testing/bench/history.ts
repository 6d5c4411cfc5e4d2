import { db } from '../../lib/db';
import { getHistoryPage } from '../../lib/history/data';
import { addPastTransactions } from '../past-transactions';

const USER_ID = 'user-with-a-long-history';
const TRANSACTIONS = 100_000;
const PAGE_SIZE = 25;
const ROUNDS = 100;

/** Milliseconds per page, page by page in turn, so that a busy machine slows all. */
export async function compareHistoryPages() {
  await db().user.create({ data: { id: USER_ID, email: 'history@example.com' } });
  await addPastTransactions(USER_ID, TRANSACTIONS);
  const edge = await db().transaction.findFirstOrThrow({
    where: { userId: USER_ID },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    skip: PAGE_SIZE,
  });
  const after = { time: edge.createdAt.toISOString(), id: edge.id };
  const pages = {
    first: () => getHistoryPage(USER_ID, {}, {}),
    far: () => getHistoryPage(USER_ID, {}, { after }),
    farByPrismaCursor: () => pageByPrismaCursor(edge.id),
  };
  for (const read of Object.values(pages)) await read();
  const ms: Record<keyof typeof pages, number[]> = { first: [], far: [], farByPrismaCursor: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    ms.first.push(await measure(pages.first));
    ms.far.push(await measure(pages.far));
    ms.farByPrismaCursor.push(await measure(pages.farByPrismaCursor));
  }
  return ms;
}

async function measure(read: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await read();
  return performance.now() - startMs;
}

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
