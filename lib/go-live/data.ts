import 'server-only';
import { db } from '../db';

/** The newest rows say whether something was tried, and reading them costs the same at any size. */
const LATEST = 1_000;
const LATEST_DELIVERIES = 200;

export type Evidence = Awaited<ReturnType<typeof getEvidence>>;

/** What happened in this app so far, as far as the go-live checklist asks for it. */
export async function getEvidence() {
  const [transactions, calls, deliveries] = await Promise.all([
    // Ids are in order of creation.
    db().transaction.findMany({
      orderBy: { id: 'desc' },
      take: LATEST,
      select: {
        ...{ id: true, userId: true, type: true, network: true, currency: true, status: true },
        ...{ sessionOpenedAt: true, nextCheckAt: true },
      },
    }),
    db().providerCall.findMany({
      orderBy: { recordedAt: 'desc' },
      take: LATEST,
      select: { endpoint: true, httpStatus: true, error: true, code: true, requestId: true },
    }),
    db().webhookDelivery.findMany({
      where: { outcome: { notIn: ['wrong_secret', 'invalid'] } },
      orderBy: { receivedAt: 'desc' },
      take: LATEST_DELIVERIES,
      select: { id: true, outcome: true, processingMs: true },
    }),
  ]);
  return { transactions, calls, deliveries };
}
