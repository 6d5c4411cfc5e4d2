import 'server-only';
import { db } from '../../db';
import { env } from '../../env';
import { Prisma } from '../../generated/prisma/client';
import { toTransactionView } from '../../transactions/views';
import { causeOf, type FailedCall } from '../calls/causes';
import { expectedSteps, type Step, type StepName } from './expected';

/** Of each kind. The oldest are fixed first, and then others follow. */
const MAX_ROWS = 100;

type Finding = { id: string; since: Date; reason: string };

export type AttentionRow = Awaited<ReturnType<typeof getOrdersNeedingAttention>>[number];

/**
 * Orders whose check or side effect fails, that Proof contradicted, or that are open for longer than
 * expected: each with its reasons and the time since when, oldest first.
 */
export async function getOrdersNeedingAttention() {
  const findings = await findAll();
  const rows = await db().transaction.findMany({
    where: { id: { in: findings.map(({ id }) => id) } },
    include: { user: { select: { id: true, email: true } } },
  });
  return rows
    .map(({ user: customer, ...row }) => {
      const own = findings.filter(({ id }) => id === row.id);
      return {
        ...toTransactionView(row),
        customer,
        failedChecks: row.failedChecks,
        since: new Date(Math.min(...own.map(({ since }) => since.getTime()))).toISOString(),
        reasons: own.map(({ reason }) => reason),
      };
    })
    .sort((a, b) => a.since.localeCompare(b.since));
}

/** At most 100 of each kind are counted. */
export async function countOrdersNeedingAttention(): Promise<number> {
  return new Set((await findAll()).map(({ id }) => id)).size;
}

async function findAll(): Promise<Finding[]> {
  const found = await Promise.all([
    findFailingChecks(),
    findContradictions(),
    findFailingSideEffects(),
    ...expectedSteps(env().PROOF_DEPOSIT_WINDOW_MINUTES).map(findOverdue),
  ]);
  return found.flat();
}

type FailingCheck = Omit<Finding, 'reason'> & FailedCall & { failedChecks: number };

/** With what the last call about the order says, unless it is not the call that failed. */
async function findFailingChecks(): Promise<Finding[]> {
  const rows = await db().$queryRaw<FailingCheck[]>`
    SELECT t.id, t.updated_at AS since, t.failed_checks AS "failedChecks",
      call.http_status AS "httpStatus", call.error, call.code
    FROM transactions AS t LEFT JOIN LATERAL (
      SELECT http_status, error, code FROM provider_calls
      WHERE merchant_transaction_id = t.merchant_transaction_id
      ORDER BY recorded_at DESC LIMIT 1
    ) AS call ON true
    WHERE t.failed_checks > 0
    ORDER BY t.updated_at LIMIT ${MAX_ROWS}`;
  return rows.map(({ id, since, failedChecks, ...call }) => {
    const checks =
      failedChecks === 1 ? 'The last status check' : `The last ${failedChecks} status checks`;
    const reason = call.error ? `${checks} failed: ${causeOf(call).title}.` : `${checks} failed.`;
    return { id, since, reason };
  });
}

type Contradiction = Finding & { sequence: number };

/** Contradictions beyond those that an operator settled, of all orders or of one. */
export function findContradictions(transactionId?: string): Promise<Contradiction[]> {
  return db().$queryRaw<Contradiction[]>`
    SELECT transaction_id AS id, recorded_at AS since, reason, sequence::float8
    FROM transaction_events AS event
    WHERE fact_outcome = 'contradiction'
      ${transactionId ? Prisma.sql`AND transaction_id = ${transactionId}` : Prisma.empty}
      AND NOT EXISTS (SELECT 1 FROM audit_entries
        WHERE subject_id = event.transaction_id AND action = 'settle_contradiction'
          AND (details ->> 'sequence')::bigint >= event.sequence)
    ORDER BY recorded_at LIMIT ${MAX_ROWS}`;
}

async function findFailingSideEffects(): Promise<Finding[]> {
  const effects = await db().sideEffect.findMany({
    where: { dueAt: { not: null }, doneAt: null, attempts: { gt: 0 } },
    orderBy: { createdAt: 'asc' },
    take: MAX_ROWS,
  });
  return effects.map(({ transactionId: id, createdAt: since, attempts, lastError }) => ({
    ...{ id, since },
    reason: `The side effect failed ${attempts === 1 ? 'once' : `${attempts} times`}: ${lastError ?? 'no error is recorded'}`,
  }));
}

/**
 * Written in SQL, as the contradictions are: Prisma passes an enum as a cast parameter, from which
 * Postgres cannot tell that a partial index applies. Among a million orders it took 3.8 s instead of
 * milliseconds (`npm run bench -- console`).
 */
const waitingFor: Record<StepName, Prisma.Sql> = {
  payment: Prisma.sql`status = 'pending' AND type = 'buy'
    AND reported_status IN ('paid', 'order_scheduled', 'payment_finished')`,
  delivery: Prisma.sql`status = 'processing' AND type = 'buy'`,
  deposit: Prisma.sql`status = 'pending' AND type = 'sell'`,
  payout: Prisma.sql`status = 'processing' AND type = 'sell'`,
};

async function findOverdue({ name, expectedMs, reason }: Step): Promise<Finding[]> {
  const rows = await db().$queryRaw<{ id: string; since: Date }[]>`
    SELECT id, updated_at AS since FROM transactions
    WHERE ${waitingFor[name]}
      AND updated_at < now() - make_interval(secs => ${expectedMs / 1_000}::float8)
    ORDER BY updated_at LIMIT ${MAX_ROWS}`;
  return rows.map((row) => ({ ...row, reason }));
}
