import 'server-only';
import { db } from '../db';

const LATEST = 100;

/** The latest webhook deliveries, with what became of each and why. Bodies as text. */
export async function getLatestDeliveries() {
  const rows = await db().webhookDelivery.findMany({
    orderBy: { receivedAt: 'desc' },
    take: LATEST,
  });
  return rows.map((row) => ({
    ...row,
    receivedAt: row.receivedAt.toISOString(),
    body: new TextDecoder().decode(row.body),
  }));
}

/** The latest requests to Proof, the failed ones only where asked for. */
export async function getLatestProviderCalls({ failedOnly }: { failedOnly: boolean }) {
  const rows = await db().providerCall.findMany({
    ...(failedOnly ? { where: { error: { not: null } } } : {}),
    orderBy: { recordedAt: 'desc' },
    take: LATEST,
  });
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
}

/**
 * Transactions that Proof could not be asked about, that contradict themselves, or whose side effect
 * fails, with the reasons in words.
 */
export async function getTroubledTransactions() {
  const rows = await db().transaction.findMany({
    where: {
      OR: [
        { failedChecks: { gt: 0 } },
        { events: { some: { verdict: 'contradiction' } } },
        { sideEffect: { doneAt: null, attempts: { gt: 0 } } },
      ],
    },
    orderBy: { updatedAt: 'desc' },
    take: LATEST,
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
        where: { verdict: 'contradiction' },
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
    troubles: [
      ...events.map(({ reason }) => reason),
      ...(row.failedChecks > 0 ? ['Proof could not be asked about it.'] : []),
      ...(sideEffect?.lastError
        ? [`The side effect failed ${sideEffect.attempts} times: ${sideEffect.lastError}`]
        : []),
    ],
  }));
}
