import 'server-only';
import { db } from '../db';

const MAX_ROWS = 100;

export async function getLatestDeliveries() {
  const rows = await db().webhookDelivery.findMany({
    orderBy: { receivedAt: 'desc' },
    take: MAX_ROWS,
  });
  return rows.map((row) => ({
    ...row,
    receivedAt: row.receivedAt.toISOString(),
    body: new TextDecoder().decode(row.body),
  }));
}

export async function getLatestProviderCalls({ failedOnly }: { failedOnly: boolean }) {
  const rows = await db().providerCall.findMany({
    ...(failedOnly ? { where: { error: { not: null } } } : {}),
    orderBy: { recordedAt: 'desc' },
    take: MAX_ROWS,
  });
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
}

/** Transactions whose last check failed, that have a contradiction, or whose side effect fails. */
export async function getTransactionsNeedingAttention() {
  const rows = await db().transaction.findMany({
    where: {
      OR: [
        { failedChecks: { gt: 0 } },
        { events: { some: { factOutcome: 'contradiction' } } },
        { sideEffect: { doneAt: null, attempts: { gt: 0 } } },
      ],
    },
    orderBy: { updatedAt: 'desc' },
    take: MAX_ROWS,
    select: {
      id: true,
      merchantTransactionId: true,
      type: true,
      status: true,
      reportedStatus: true,
      failedChecks: true,
      nextCheckAt: true,
      updatedAt: true,
      events: {
        where: { factOutcome: 'contradiction' },
        orderBy: { sequence: 'desc' },
        take: 1,
        select: { reason: true },
      },
      sideEffect: { select: { attempts: true, lastError: true } },
    },
  });
  return rows.map(({ events, sideEffect, nextCheckAt, updatedAt, ...row }) => ({
    ...row,
    nextCheckAt: nextCheckAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
    reasons: [
      ...events.map(({ reason }) => reason),
      ...(row.failedChecks > 0 ? ['The last status check got no response.'] : []),
      ...(sideEffect?.lastError
        ? [`The side effect failed ${sideEffect.attempts} times: ${sideEffect.lastError}`]
        : []),
    ],
  }));
}

/** Throws if the database was never migrated. */
export async function getAppliedMigrations(): Promise<string[]> {
  const rows = await db().$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return rows.map((row) => row.migration_name);
}

/** Counts transactions that the reconciler should have checked more than `seconds` ago. */
export async function countOverdue(seconds: number): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM transactions
    WHERE next_check_at < now() - make_interval(secs => ${seconds})`;
  return row?.count ?? 0;
}
