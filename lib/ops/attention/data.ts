import 'server-only';
import { db } from '../../db';
import { env } from '../../env';
import { Prisma } from '../../generated/prisma/client';
import { toTransactionView } from '../../transactions/views';
import { expectedSteps, type Step, type StepName } from './expected';

/** Of each kind. The oldest are fixed first, and then others follow. */
const MAX_ROWS = 100;

const withCustomer = { user: { select: { id: true, email: true } } } as const;
type Row = Prisma.TransactionGetPayload<{ include: typeof withCustomer }>;

export type AttentionRow = Awaited<ReturnType<typeof getOrdersNeedingAttention>>[number];

/**
 * Orders whose check or side effect fails, that Proof contradicted, or that are open for longer than
 * expected: each with its reasons and the time since when, oldest first.
 */
export async function getOrdersNeedingAttention() {
  const found = await Promise.all([
    findFailingChecks(),
    findContradictions(),
    findFailingSideEffects(),
    ...expectedSteps(env().PROOF_DEPOSIT_WINDOW_MINUTES).map(findOverdue),
  ]);
  const byId = new Map<string, { row: Row; since: Date; reasons: string[] }>();
  for (const { row, since, reason } of found.flat()) {
    const known = byId.get(row.id);
    if (known) known.reasons.push(reason);
    else byId.set(row.id, { row, since, reasons: [reason] });
  }
  return [...byId.values()]
    .sort((a, b) => a.since.getTime() - b.since.getTime())
    .map(({ row, since, reasons }) => ({
      ...toTransactionView(row),
      customer: row.user,
      failedChecks: row.failedChecks,
      since: since.toISOString(),
      reasons,
    }));
}

type Finding = { row: Row; since: Date; reason: string };

async function findFailingChecks(): Promise<Finding[]> {
  const rows = await db().transaction.findMany({
    where: { failedChecks: { gt: 0 } },
    orderBy: { updatedAt: 'asc' },
    take: MAX_ROWS,
    include: withCustomer,
  });
  return rows.map((row) => ({
    row,
    since: row.updatedAt,
    reason:
      row.failedChecks === 1
        ? 'The last status check failed.'
        : `The last ${row.failedChecks} status checks failed.`,
  }));
}

async function findContradictions(): Promise<Finding[]> {
  const found = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM transaction_events WHERE fact_outcome = 'contradiction'
    ORDER BY recorded_at LIMIT ${MAX_ROWS}`;
  const events = await db().transactionEvent.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    include: { transaction: { include: withCustomer } },
  });
  return events.map(({ transaction: row, recordedAt: since, reason }) => ({ row, since, reason }));
}

async function findFailingSideEffects(): Promise<Finding[]> {
  const effects = await db().sideEffect.findMany({
    where: { dueAt: { not: null }, doneAt: null, attempts: { gt: 0 } },
    orderBy: { createdAt: 'asc' },
    take: MAX_ROWS,
    include: { transaction: { include: withCustomer } },
  });
  return effects.map(({ transaction: row, createdAt: since, attempts, lastError }) => ({
    ...{ row, since },
    reason: `The side effect failed ${attempts === 1 ? 'once' : `${attempts} times`}: ${lastError ?? 'no error is recorded'}`,
  }));
}

/**
 * Written in SQL, as the contradictions are: Prisma passes an enum as a cast parameter, from which
 * Postgres cannot tell that a partial index applies. Among a million orders it took 3.8 s instead of
 * milliseconds (`npm run bench -- --scale`).
 */
const waitingFor: Record<StepName, Prisma.Sql> = {
  payment: Prisma.sql`status = 'pending' AND reported_status = 'paid' AND type = 'buy'`,
  delivery: Prisma.sql`status = 'processing' AND type = 'buy'`,
  deposit: Prisma.sql`status = 'pending' AND type = 'sell'`,
  payout: Prisma.sql`status = 'processing' AND type = 'sell'`,
};

async function findOverdue({ name, expectedMs, reason }: Step): Promise<Finding[]> {
  const since = new Date(Date.now() - expectedMs);
  const found = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM transactions WHERE ${waitingFor[name]} AND updated_at < ${since}
    ORDER BY updated_at LIMIT ${MAX_ROWS}`;
  const rows = await db().transaction.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    include: withCustomer,
  });
  return rows.map((row) => ({ row, since: row.updatedAt, reason }));
}
