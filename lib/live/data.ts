import 'server-only';
import { db } from '../db';
import { type FeedDelta, toEventView, toTransactionView } from '../transactions/views';

/** The number of the customer's newest event: where a live feed goes on from a page. */
export async function getEventSequence(userId: string): Promise<number> {
  const user = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { eventSequence: true },
  });
  return Number(user.eventSequence);
}

/** What happened to a customer's transactions after `sequence`, in order, at most `limit`. */
export async function getDeltasAfter(
  userId: string,
  sequence: number,
  limit: number,
): Promise<FeedDelta[]> {
  const rows = await db().transactionEvent.findMany({
    where: { userId, sequence: { gt: sequence } },
    orderBy: { sequence: 'asc' },
    take: limit,
    include: { transaction: true },
  });
  return rows.map((row) => ({
    event: toEventView(row),
    transaction: toTransactionView(row.transaction),
  }));
}
