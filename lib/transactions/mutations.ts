import 'server-only';
import { db } from '../db';
import type { Prisma, Transaction, Verdict } from '../generated/prisma/client';
import { type Snapshot, transactionStatusSchema } from '../proof-api/schema';
import { addSideEffect } from '../side-effects/mutations';
import { appendEvent } from './events';
import { type Judgement, judgeFact } from './status';

export type AppliedSnapshot = {
  verdict: Judgement['verdict'] | 'fenced';
  reason: string;
};

/**
 * THE ONLY WRITER of a transaction's status. Applies what GET /widget/transactions/{id} answered,
 * in one database transaction with its event and its notification.
 *
 * The row lock makes writers take turns, the lease token turns away one whose lease has passed to
 * another process, and the rules in `status.ts` decide. Replaying any answer is a no-op.
 */
export function applySnapshot(
  snapshot: Snapshot,
  { id, leaseToken }: { id: string; leaseToken: string },
): Promise<AppliedSnapshot> {
  return db().$transaction(async (tx) => {
    const state = await lockTransaction(tx, id);
    if (state?.leaseToken !== leaseToken)
      return { verdict: 'fenced', reason: 'Another process holds the lease by now.' };
    const judgement = refuteReport(state, snapshot, judge(state, snapshot));
    if (judgement.verdict === 'unchanged') await writeProviderTime(tx, state, snapshot);
    if (judgement.verdict === 'applied') await writeSnapshot(tx, state, snapshot);
    if (judgement.verdict === 'applied' && snapshot.status === 'completed')
      await addSideEffect(tx, state.id);
    const recorded = eventVerdict(judgement.verdict);
    if (recorded && !(await isOnRecord(tx, state, snapshot, recorded)))
      await appendEvent(tx, {
        userId: state.userId,
        transactionId: state.id,
        source: 'api',
        kind: 'fact',
        status: snapshot.status,
        verdict: recorded,
        reason: judgement.reason,
        providerTime: snapshot.updated_at,
        payload: { ...snapshot },
      });
    return judgement;
  });
}

async function lockTransaction(tx: Prisma.TransactionClient, id: string) {
  await tx.$executeRaw`SELECT 1 FROM transactions WHERE id = ${id} FOR UPDATE`;
  return tx.transaction.findUnique({ where: { id } });
}

function judge(state: Transaction, snapshot: Snapshot): Judgement {
  const answered = `${snapshot.type} ${snapshot.merchant_transaction_id} of user ${snapshot.partner_user_id}`;
  const minted = `${state.type} ${state.merchantTransactionId} of user ${state.userId}`;
  if (answered !== minted)
    return {
      verdict: 'contradiction',
      reason: `Proof's answer is for ${answered}, which is not what was asked about.`,
    };
  return judgeFact(
    {
      status: state.status,
      providerUpdatedAt: state.providerUpdatedAt,
      cryptoAmount: state.cryptoAmount?.toFixed() ?? null,
      fiatAmount: state.fiatAmount?.toFixed() ?? null,
      fiatCurrency: state.fiatCurrency,
    },
    {
      status: snapshot.status,
      updatedAt: snapshot.updated_at,
      cryptoAmount: snapshot.crypto_amount,
      fiatAmount: snapshot.fiat_amount,
      fiatCurrency: snapshot.fiat_currency ?? state.fiatCurrency,
    },
  );
}

/**
 * A report that Proof was asked about and does not confirm is withdrawn, in words: a forged or
 * mistaken webhook must not stay on the page. Only the widget speaks in statuses of its own, and
 * those are neither confirmed nor refuted.
 */
function refuteReport(state: Transaction, snapshot: Snapshot, judgement: Judgement): Judgement {
  const { reportedStatus: reported, reportedSource, reportedAt, lastCheckedAt } = state;
  if (judgement.verdict !== 'unchanged' || !reported || reported === snapshot.status)
    return judgement;
  const askedSince = reportedAt && lastCheckedAt && reportedAt < lastCheckedAt;
  const isOwnWord =
    reportedSource === 'widget' && !transactionStatusSchema.safeParse(reported).success;
  if (!askedSince || isOwnWord) return judgement;
  return {
    verdict: 'applied',
    reason: `Proof still says ${snapshot.status}; the report of ${reported} is not confirmed.`,
  };
}

/** Nothing has changed, as of a newer time, which an answer on its way must not go behind. */
async function writeProviderTime(
  tx: Prisma.TransactionClient,
  { id }: Transaction,
  { updated_at }: Snapshot,
) {
  await tx.$executeRaw`
    UPDATE transactions SET provider_updated_at = ${updated_at}::timestamptz
    WHERE id = ${id} AND provider_updated_at < ${updated_at}::timestamptz`;
}

/** The version fences off any writer that judged an older state. Times are the database's. */
async function writeSnapshot(tx: Prisma.TransactionClient, state: Transaction, snapshot: Snapshot) {
  // A failed payment can be retried with the same session; nothing else outlives the end.
  const over = snapshot.status === 'completed' || snapshot.status === 'cancelled';
  const failed = snapshot.status === 'failed';
  const changed = snapshot.status !== state.status;
  await tx.$executeRaw`
    UPDATE transactions SET
      status = ${snapshot.status}::"TransactionStatus",
      crypto_amount = ${snapshot.crypto_amount}::numeric,
      fiat_amount = ${snapshot.fiat_amount}::numeric,
      fiat_currency = ${snapshot.fiat_currency ?? state.fiatCurrency},
      provider_updated_at = ${snapshot.updated_at}::timestamptz,
      version = version + 1,
      -- Whatever was reported before Proof was asked is answered by what it said.
      reported_status = CASE WHEN reported_at < last_checked_at THEN NULL ELSE reported_status END,
      sealed_session = CASE WHEN ${over} THEN NULL ELSE sealed_session END,
      -- A retry gets an address of its own, and nothing must be sent to one whose window is over.
      deposit_address = CASE WHEN ${failed} THEN NULL ELSE deposit_address END,
      updated_at = CASE WHEN ${changed} THEN now() ELSE updated_at END
    WHERE id = ${state.id} AND version = ${state.version}`;
}

/** A contradiction that Proof repeats at every poll is one line in the timeline, not hundreds. */
async function isOnRecord(
  tx: Prisma.TransactionClient,
  state: Transaction,
  snapshot: Snapshot,
  verdict: Verdict,
): Promise<boolean> {
  if (verdict !== 'contradiction') return false;
  const { status, updated_at: providerTime } = snapshot;
  const where = { transactionId: state.id, verdict, status, providerTime };
  return (await tx.transactionEvent.count({ where })) > 0;
}

/** What is worth a line in the timeline; repeated and late answers are not. */
function eventVerdict(verdict: Judgement['verdict']): Verdict | null {
  return verdict === 'applied' || verdict === 'contradiction' ? verdict : null;
}
