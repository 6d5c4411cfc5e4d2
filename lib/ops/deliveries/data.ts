import 'server-only';
import { db } from '../../db';
import type { Prisma, WebhookDelivery } from '../../generated/prisma/client';
import { beginsWith } from '../../history/data';
import { periodOf } from '../../history/period';
import { type Page, type Position, type Range, readPage } from '../../keyset';
import type { DeliveryFilter } from './schema';

const PAGE_SIZE = 50;
const MAX_ABOUT_ONE = 100;

const listed = {
  id: true,
  receivedAt: true,
  outcome: true,
  reason: true,
  merchantTransactionId: true,
  status: true,
  processingMs: true,
} as const;

type Listed = Pick<WebhookDelivery, keyof typeof listed>;
export type DeliveryRow = ReturnType<typeof toRow>;

function toRow<Row extends Listed>({ receivedAt, ...row }: Row) {
  return { ...row, receivedAt: receivedAt.toISOString() };
}

/** One page of the requests to the webhook, newest first. */
export function getDeliveryPage(
  filter: DeliveryFilter,
  position: Position,
): Promise<Page<DeliveryRow>> {
  const { outcome, q } = filter;
  const { start, end } = periodOf(filter);
  const where: Prisma.WebhookDeliveryWhereInput = {
    outcome,
    receivedAt: { gte: start, lt: end },
    ...(q && { OR: [{ merchantTransactionId: beginsWith(q) }, { id: q }] }),
  };
  const read = async ({ time, same, order, take }: Range) => {
    const range = { receivedAt: time, NOT: same && { receivedAt: same.time, id: same.id } };
    const rows = await db().webhookDelivery.findMany({
      where: { AND: [where, range] },
      orderBy: [{ receivedAt: order }, { id: order }],
      take,
      select: listed,
    });
    return rows.map(toRow);
  };
  return readPage(position, PAGE_SIZE, read, ({ receivedAt, id }) => ({ time: receivedAt, id }));
}

/** The newest deliveries that name a transaction, newest first. */
export async function getDeliveriesAbout(merchantTransactionId: string): Promise<DeliveryRow[]> {
  const rows = await db().webhookDelivery.findMany({
    where: { merchantTransactionId },
    orderBy: { receivedAt: 'desc' },
    take: MAX_ABOUT_ONE,
    select: listed,
  });
  return rows.map(toRow);
}

/** A delivery as it arrived, or null. */
export function getStoredDelivery(id: string): Promise<WebhookDelivery | null> {
  return db().webhookDelivery.findUnique({ where: { id } });
}

/** What the first check after a delivery brought: Proof's response, and the event if any. */
export async function getCheckAfter(merchantTransactionId: string, time: Date) {
  const [call, next] = await db().providerCall.findMany({
    where: {
      merchantTransactionId,
      endpoint: 'GET /widget/transactions/{id}',
      recordedAt: { gte: time },
    },
    orderBy: { recordedAt: 'asc' },
    take: 2,
    select: { recordedAt: true, httpStatus: true, error: true },
  });
  if (!call) return null;
  const { recordedAt, httpStatus, error } = call;
  // A call is recorded before its response is applied, so what follows the next one is not from it.
  const fact = await db().transactionEvent.findFirst({
    where: {
      transaction: { merchantTransactionId },
      kind: 'fact',
      recordedAt: { gte: recordedAt, lt: next?.recordedAt },
    },
    orderBy: { sequence: 'asc' },
    select: { status: true, factOutcome: true, reason: true },
  });
  return { call: { httpStatus, error }, fact };
}
