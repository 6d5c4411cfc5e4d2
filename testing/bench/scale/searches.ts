import { getOverview } from '../../../lib/counts/data';
import { db } from '../../../lib/db';
import { getOrdersNeedingAttention } from '../../../lib/ops/attention/data';
import { getCallPage, getFailedCallGroups, getOpenProblems } from '../../../lib/ops/calls/data';
import { getDeliveryPage } from '../../../lib/ops/deliveries/data';
import { getOrder, getOrderPage } from '../../../lib/ops/orders/data';

export type Search = { name: string; run: () => Promise<unknown> };

/** What operators ask of a database. */
export async function operatorSearches(): Promise<Search[]> {
  return [...(await orders()), ...deliveriesAndCalls()];
}

export function overviews(): Search[] {
  const now = new Date();
  return [
    { name: 'overview of today', run: () => getOverview({ period: 'today' }, now) },
    { name: 'overview of 7 days', run: () => getOverview({ period: '7' }, now) },
    { name: 'overview of 90 days', run: () => getOverview({ period: '90' }, now) },
    {
      name: 'overview of the sells of 90 days',
      run: () => getOverview({ period: '90', type: 'sell' }, now),
    },
  ];
}

/** With what an operator would have in hand. */
async function orders(): Promise<Search[]> {
  const order = await db().transaction.findFirstOrThrow({
    orderBy: { createdAt: 'asc' },
    skip: 500,
    include: { user: true },
  });
  const { merchantTransactionId, user } = order;
  const call = await db().providerCall.findFirstOrThrow({ where: { merchantTransactionId } });
  const after = { time: order.createdAt.toISOString(), id: order.id };
  const search = (name: string, q: string): Search => ({
    name: `orders by ${name}`,
    run: () => getOrderPage({ q }, {}),
  });
  return [
    { name: 'orders, first page', run: () => getOrderPage({}, {}) },
    { name: 'orders, last page', run: () => getOrderPage({}, { after }) },
    { name: 'orders that failed', run: () => getOrderPage({ status: 'failed' }, {}) },
    { name: 'orders that are pending', run: () => getOrderPage({ status: 'pending' }, {}) },
    search("Proof's ID", merchantTransactionId),
    search('email address', user.email),
    search('request ID', call.requestId ?? ''),
    search('deposit address', 'TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE'),
    search('an ID that does not exist', crypto.randomUUID()),
    { name: 'one order', run: () => getOrder(merchantTransactionId) },
    { name: 'orders that need attention', run: () => getOrdersNeedingAttention() },
  ];
}

function deliveriesAndCalls(): Search[] {
  const from = new Date(Date.now() - 30 * 24 * 60 * 60_000).toISOString().slice(0, 10);
  return [
    { name: 'deliveries, first page', run: () => getDeliveryPage({}, {}) },
    { name: 'deliveries that are invalid', run: () => getDeliveryPage({ outcome: 'invalid' }, {}) },
    { name: 'calls, first page', run: () => getCallPage({}, {}) },
    { name: 'calls that failed', run: () => getCallPage({ show: 'failed' }, {}) },
    { name: 'failed calls of 30 days by cause', run: () => getFailedCallGroups({ from }) },
    { name: 'problems to fix', run: () => getOpenProblems() },
  ];
}
