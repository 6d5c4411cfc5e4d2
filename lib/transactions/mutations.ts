import 'server-only';
import { db } from '../db';
import type { Prisma, Transaction } from '../generated/prisma/client';
import { type Snapshot, transactionStatusSchema } from '../proof-api/schema';
import { type Fact, factOf, type Judgement, judgeFact, knownFact } from './status';

/**
 * THE ONLY WRITER of a transaction's status. Applies a snapshot from GET /widget/transactions/{id},
 * in one database transaction with its event and its side effect. Applying it again is a no-op.
 *
 * The row lock makes writers take turns, the lease token rejects one whose lease has passed to
 * another process, and the rules in `status.ts` decide.
 */
export function applySnapshot(
  snapshot: Snapshot,
  { id, leaseToken }: { id: string; leaseToken: string },
): Promise<Judgement> {
  return db().$transaction(async (tx) => {
    const state = await lockTransaction(tx, id);
    if (state?.leaseToken !== leaseToken)
      return { outcome: 'lease_lost', reason: 'Another process holds the lease by now.' };
    const known = knownFact(state);
    const fact = factOf(snapshot, known);
    const judgement = withdrawReport(
      state,
      fact,
      judgeIdentity(state, snapshot) ?? judgeFact(known, fact),
    );
    await writeFact(tx, state, fact, judgement);
    if (await deservesEvent(tx, state, fact, judgement))
      await tx.transactionEvent.create({
        data: {
          userId: state.userId,
          transactionId: state.id,
          source: 'api',
          kind: 'fact',
          status: fact.status,
          factOutcome: judgement.outcome,
          reason: judgement.reason,
          providerTime: fact.updatedAt,
          payload: { ...snapshot },
        },
      });
    return judgement;
  });
}

/** The row as it is once the lock is granted, and the database's clock. */
async function lockTransaction(tx: Prisma.TransactionClient, id: string) {
  const [locked] = await tx.$queryRaw<{ now: Date }[]>`
    SELECT now() FROM transactions WHERE id = ${id} FOR UPDATE`;
  return locked && { ...(await tx.transaction.findUniqueOrThrow({ where: { id } })), ...locked };
}

type LockedTransaction = Transaction & { now: Date };

/** Null when the snapshot is about the transaction that was asked for. */
function judgeIdentity(state: Transaction, snapshot: Snapshot): Judgement | null {
  const received = `${snapshot.type} ${snapshot.merchant_transaction_id} of user ${snapshot.partner_user_id}`;
  const expected = `${state.type} ${state.merchantTransactionId} of user ${state.userId}`;
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
  if (isWidgetStatus || !askedSinceReport(state)) return judgement;
  return {
    outcome: 'report_withdrawn',
    reason: `Proof still says ${fact.status}; the report of ${reported} is not confirmed.`,
  };
}

function askedSinceReport({ reportedAt, lastCheckedAt }: Transaction): boolean {
  return reportedAt !== null && lastCheckedAt !== null && reportedAt < lastCheckedAt;
}

async function writeFact(
  tx: Prisma.TransactionClient,
  state: LockedTransaction,
  fact: Fact,
  { outcome }: Judgement,
): Promise<void> {
  const { updatedAt: providerUpdatedAt, ...fields } = fact;
  const { status } = fact;
  const update = (data: Prisma.TransactionUpdateManyMutationInput) =>
    tx.transaction.updateMany({ where: { id: state.id }, data });
  const version = { increment: 1 };
  const answeredReport = askedSinceReport(state) ? { reportedStatus: null } : {};

  // An older snapshot that is still on its way must not be applied after this one.
  if (outcome === 'unchanged' && providerUpdatedAt > (state.providerUpdatedAt ?? providerUpdatedAt))
    await update({ providerUpdatedAt });
  if (outcome === 'report_withdrawn')
    await update({ providerUpdatedAt, version, ...answeredReport });
  if (outcome !== 'applied') return;
  await update({
    ...fields,
    ...answeredReport,
    providerUpdatedAt,
    version,
    // A failed payment can be retried with the same session. Nothing else can.
    ...(status === 'completed' || status === 'cancelled' ? { sealedSession: null } : {}),
    // A retry has its own address, and nothing must be sent to one whose deposit window is over.
    ...(status === 'failed' ? { depositAddress: null } : {}),
    ...(status === state.status ? {} : { updatedAt: state.now }),
  });
  if (status === 'completed')
    await tx.sideEffect.createMany({ data: { transactionId: state.id }, skipDuplicates: true });
}

/** Repeated and late snapshots are not worth an event, nor is a contradiction on record already. */
async function deservesEvent(
  tx: Prisma.TransactionClient,
  state: Transaction,
  fact: Fact,
  { outcome }: Judgement,
): Promise<boolean> {
  if (outcome !== 'contradiction') return outcome === 'applied' || outcome === 'report_withdrawn';
  const { status, updatedAt: providerTime } = fact;
  const same = { transactionId: state.id, factOutcome: outcome, status, providerTime };
  return (await tx.transactionEvent.count({ where: same })) === 0;
}
