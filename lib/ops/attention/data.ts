import 'server-only';
import { db } from '../../db';
import { env } from '../../env';
import type { Prisma } from '../../generated/prisma/client';
import { toTransactionView } from '../../transactions/views';
import { expectedSteps, type Step } from './expected';

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
  const events = await db().transactionEvent.findMany({
    where: { factOutcome: 'contradiction' },
    orderBy: { recordedAt: 'asc' },
    take: MAX_ROWS,
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

async function findOverdue({ expectedMs, reason, ...step }: Step): Promise<Finding[]> {
  const rows = await db().transaction.findMany({
    where: { ...step, updatedAt: { lt: new Date(Date.now() - expectedMs) } },
    orderBy: { updatedAt: 'asc' },
    take: MAX_ROWS,
    include: withCustomer,
  });
  return rows.map((row) => ({ row, since: row.updatedAt, reason }));
}
