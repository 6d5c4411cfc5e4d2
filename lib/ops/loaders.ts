import 'server-only';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { requireUser } from '../auth';
import { env } from '../env';
import { readListQuery } from '../keyset';
import type { SearchParams } from '../search-params';
import { readBefore } from '../transactions/loaders';
import {
  countOrdersNeedingAttention,
  findContradictions,
  getOrdersNeedingAttention,
} from './attention/data';
import {
  getCallPage,
  getFailedCallGroups,
  getOpenProblems,
  getProviderCallsAbout,
} from './calls/data';
import { callFilterSchema } from './calls/schema';
import {
  getCheckAfter,
  getDeliveriesAbout,
  getDeliveryPage,
  getStoredDelivery,
} from './deliveries/data';
import { explainDelivery } from './deliveries/explain';
import { deliveryFilterSchema } from './deliveries/schema';
import { getOrder, getOrderPage } from './orders/data';
import { orderFilterSchema } from './orders/schema';
import { searchTextSchema } from './schema';

export async function loadOrders(params: SearchParams) {
  await requireUser('operator');
  const query = readListQuery(orderFilterSchema, params);
  return {
    ...query,
    assets: env().PROOF_ASSETS,
    page: await getOrderPage(query.filter, query.position),
  };
}

/** One order by our id or Proof's. Null if there is none: the page offers the search. */
export async function loadOrder(id: string, params: SearchParams) {
  await requireUser('operator');
  const isId = searchTextSchema.safeParse(id).success;
  const order = isId ? await getOrder(id, readBefore(params)) : null;
  if (!order) return null;
  const { merchantTransactionId } = order.transaction;
  const [deliveries, calls, contradictions] = await Promise.all([
    getDeliveriesAbout(merchantTransactionId),
    getProviderCallsAbout(merchantTransactionId),
    findContradictions(order.transaction.id),
  ]);
  return { ...order, deliveries, calls, contradictedBy: contradictions.at(-1)?.sequence };
}

export type LoadedOrder = NonNullable<Awaited<ReturnType<typeof loadOrder>>>;

export async function loadDeliveries(params: SearchParams) {
  await requireUser('operator');
  const query = readListQuery(deliveryFilterSchema, params);
  return { ...query, page: await getDeliveryPage(query.filter, query.position) };
}

/** One delivery with the decision about it, step by step. */
export async function loadDelivery(id: string) {
  await requireUser('operator');
  const delivery = z.uuid().safeParse(id).success ? await getStoredDelivery(id) : null;
  if (!delivery) notFound();
  const { merchantTransactionId: about, receivedAt } = delivery;
  const check = about && (await getCheckAfter(about, receivedAt));
  return {
    ...delivery,
    receivedAt: receivedAt.toISOString(),
    steps: explainDelivery(delivery, check || null),
    webhookUrl: new URL('/api/webhooks/proof/', env().AUTH_URL).href,
  };
}

export async function loadCalls(params: SearchParams) {
  await requireUser('operator');
  const query = readListQuery(callFilterSchema, params);
  const [page, groups] = await Promise.all([
    getCallPage(query.filter, query.position),
    getFailedCallGroups(query.filter),
  ]);
  return { ...query, page, groups };
}

export async function loadOpenProblems() {
  await requireUser('operator');
  return getOpenProblems();
}

export async function loadAttentionCount() {
  await requireUser('operator');
  return countOrdersNeedingAttention();
}

export async function loadOrdersNeedingAttention() {
  await requireUser('operator');
  return getOrdersNeedingAttention();
}
