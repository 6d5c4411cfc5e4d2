import 'server-only';
import { databaseTime, db } from '../db';
import type { Prisma, Transaction } from '../generated/prisma/client';
import {
  type Snapshot,
  type TransactionStatus,
  transactionStatusSchema,
} from '../proof-api/schema';
import { type Fact, factOf, type Judgement, judgeFact, knownFact } from './status';

/**
 * The only writer of a transaction's status. Applies a snapshot from GET /widget/transactions/{id},
 * in one database transaction with its event and its side effect. Applying it again is a no-op.
 *
 * The row lock makes writers take turns; new rows that refer to it don't wait. The lease token rejects
 * a writer whose lease has passed to another process, and the rules in `status.ts` decide.
 */
export function applySnapshot(
  snapshot: Snapshot,
  { id, leaseToken }: { id: string; leaseToken: string },
): Promise<Judgement> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM transactions WHERE id = ${id} FOR NO KEY UPDATE`;
    const state = await tx.transaction.findUnique({ where: { id } });
    if (state?.leaseToken !== leaseToken)
      return { outcome: 'lease_lost', reason: 'Another process holds the lease by now.' };
    const known = knownFact(state);
    const fact = factOf(snapshot, known);
    const judgement =
      judgeIdentity(state, snapshot) ?? withdrawReport(state, fact, judgeFact(known, fact));
    await writeFact(tx, state, fact, judgement);
    await addEvent(tx, state, snapshot, judgement);
    return judgement;
  });
}

/** Null if the snapshot is about what was asked for. Its amount counts in the order's currency. */
function judgeIdentity(state: Transaction, snapshot: Snapshot): Judgement | null {
  const received = `${snapshot.type} of ${snapshot.currency.toUpperCase()} ${snapshot.merchant_transaction_id} of user ${snapshot.partner_user_id}`;
  const expected = `${state.type} of ${state.currency} ${state.merchantTransactionId} of user ${state.userId}`;
  if (received === expected) return null;
  return {
    outcome: 'contradiction',
    reason: `Proof returned ${received}, which is not what was asked for.`,
  };
}

/**
 * Withdraws a report that Proof does not confirm, so that a forged or mistaken webhook does not stay
 * on the page. Statuses that only the widget uses are neither confirmed nor denied by the API.
 */
function withdrawReport(state: Transaction, fact: Fact, judgement: Judgement): Judgement {
  const { reportedStatus: reported, reportedSource } = state;
  if (judgement.outcome !== 'unchanged' || !reported || reported === fact.status) return judgement;
  const isWidgetStatus =
    reportedSource === 'widget' && !transactionStatusSchema.safeParse(reported).success;
  if (isWidgetStatus || !checkedSinceReport(state)) return judgement;
  return {
    outcome: 'report_withdrawn',
    reason: `Proof still says ${fact.status}; the report of ${reported} is not confirmed.`,
  };
}

function checkedSinceReport({ reportedAt, lastCheckedAt }: Transaction): boolean {
  return reportedAt !== null && lastCheckedAt !== null && reportedAt < lastCheckedAt;
}

async function writeFact(
  tx: Prisma.TransactionClient,
  state: Transaction,
  fact: Fact,
  { outcome }: Judgement,
): Promise<void> {
  const { id } = state;
  const { updatedAt: providerUpdatedAt, ...fields } = fact;
  const { status } = fields;
  if (outcome === 'unchanged' && state.providerUpdatedAt?.getTime() !== providerUpdatedAt.getTime())
    // An older snapshot that is still on its way must not be applied after this one.
    await tx.transaction.updateMany({ where: { id }, data: { providerUpdatedAt } });
  if (outcome !== 'applied' && outcome !== 'report_withdrawn') return;
  await tx.transaction.updateMany({
    where: { id },
    data: {
      ...fields,
      providerUpdatedAt,
      version: { increment: 1 },
      ...(checkedSinceReport(state) && { reportedStatus: null }),
      // A failed payment can be retried with the same session. Nothing else can.
      ...((status === 'completed' || status === 'cancelled') && { sealedSession: null }),
      // A retry has its own address, and nothing must be sent to one whose deposit window is over.
      ...(outcome === 'applied' && status === 'failed' && { depositAddress: null }),
      ...(status !== state.status && timesOfChange(state, status, await databaseTime(tx))),
    },
  });
  if (status === 'completed')
    await tx.sideEffect.createMany({ data: { transactionId: id }, skipDuplicates: true });
}

function timesOfChange({ fundedAt }: Transaction, status: TransactionStatus, now: Date) {
  const funded = status === 'processing' || status === 'completed';
  return {
    updatedAt: now,
    ...(funded && fundedAt === null && { fundedAt: now }),
    ...(status === 'completed' && { completedAt: now }),
  };
}

/** Repeated and late snapshots are not worth an event, nor is a contradiction on record already. */
async function addEvent(
  tx: Prisma.TransactionClient,
  { id: transactionId, userId }: Transaction,
  snapshot: Snapshot,
  { outcome: factOutcome, reason }: Judgement,
): Promise<void> {
  if (factOutcome === 'unchanged' || factOutcome === 'stale') return;
  const { status, updated_at: providerTime } = snapshot;
  const event = { transactionId, factOutcome, status, providerTime };
  if (factOutcome === 'contradiction' && (await tx.transactionEvent.count({ where: event })) > 0)
    return;
  await tx.transactionEvent.create({
    data: { ...event, userId, reason, source: 'api', kind: 'fact', payload: { ...snapshot } },
  });
}

/**
 * Updates several transactions. They are locked before, always in the same order, so that two updates
 * cannot deadlock, and by a statement of their own, see `ingestHint`.
 */
export async function updateNewestFirst(where: Prisma.Sql, set: Prisma.Sql, limit?: number) {
  await db().$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM transactions WHERE ${where}
      ORDER BY id DESC LIMIT ${limit ?? null} FOR NO KEY UPDATE`;
    const ids = rows.map(({ id }) => id);
    await tx.$executeRaw`UPDATE transactions SET ${set} WHERE id = ANY (${ids})`;
  });
}
