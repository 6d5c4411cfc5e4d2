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
  { leaseToken }: { leaseToken: string },
): Promise<AppliedSnapshot> {
  return db().$transaction(async (tx) => {
    const state = await lockTransaction(tx, snapshot.merchant_transaction_id);
    if (state?.leaseToken !== leaseToken)
      return { verdict: 'fenced', reason: 'Another process holds the lease by now.' };
    const judgement = refuteReport(state, snapshot, judge(state, snapshot));
    if (judgement.verdict === 'applied' || judgement.verdict === 'unchanged')
      await writeSnapshot(tx, state, snapshot);
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

async function lockTransaction(tx: Prisma.TransactionClient, merchantTransactionId: string) {
  await tx.$executeRaw`
    SELECT 1 FROM transactions WHERE merchant_transaction_id = ${merchantTransactionId} FOR UPDATE`;
  return tx.transaction.findUnique({ where: { merchantTransactionId } });
}

function judge(state: Transaction, snapshot: Snapshot): Judgement {
  if (snapshot.partner_user_id !== state.userId || snapshot.type !== state.type)
    return {
      verdict: 'contradiction',
      reason: `Proof's answer is for ${snapshot.type} of user ${snapshot.partner_user_id}, which is not what was minted.`,
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
 * mistaken webhook must not stay on the page. Only the widget speaks in statuses of its own.
 */
function refuteReport(state: Transaction, snapshot: Snapshot, judgement: Judgement): Judgement {
  const reported = transactionStatusSchema.safeParse(state.reportedStatus);
  const askedSince = (state.reportedAt ?? new Date()) < (state.lastCheckedAt ?? new Date(0));
  if (judgement.verdict !== 'unchanged' || !reported.success || !askedSince) return judgement;
  if (reported.data === snapshot.status) return judgement;
  return {
    verdict: 'applied',
    reason: `Proof still says ${snapshot.status}; the report of ${reported.data} is not confirmed.`,
  };
}

/** The version fences off any writer that judged an older state. Times are the database's. */
async function writeSnapshot(tx: Prisma.TransactionClient, state: Transaction, snapshot: Snapshot) {
  // A failed payment can be retried with the same session; nothing else outlives the end.
  const over = snapshot.status === 'completed' || snapshot.status === 'cancelled';
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
