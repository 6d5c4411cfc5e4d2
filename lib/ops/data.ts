import 'server-only';
import { db } from '../db';

const MAX_ROWS = 100;
const MAX_CALLS_ABOUT_ONE = 20;

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

export type ProviderCallView = Awaited<ReturnType<typeof getProviderCallsAbout>>[number];

/** The calls to Proof about one transaction, oldest first: the one that created it, and the latest. */
export async function getProviderCallsAbout(merchantTransactionId: string) {
  const [first, latest] = await Promise.all([
    db().providerCall.findMany({
      where: { merchantTransactionId },
      orderBy: { recordedAt: 'asc' },
      take: 1,
    }),
    db().providerCall.findMany({
      where: { merchantTransactionId },
      orderBy: { recordedAt: 'desc' },
      take: MAX_CALLS_ABOUT_ONE,
    }),
  ]);
  const calls = latest.some(({ id }) => id === first[0]?.id) ? latest : [...latest, ...first];
  return calls
    .reverse()
    .map(({ recordedAt, endpoint, httpStatus, code, providerRequestId, requestId }) => ({
      recordedAt: recordedAt.toISOString(),
      ...{ endpoint, httpStatus, code, providerRequestId, requestId },
    }));
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
      ...(row.failedChecks > 0 ? ['The last status check failed.'] : []),
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
