import { z } from 'zod';
import type { Call } from '../api/call-log';
import type { Delivery } from '../webhooks/delivery';

/** What a partner's backend was seen to do, oldest first. */
export type Traffic = {
  calls: (Call & { transactionId: string | null })[];
  deliveries: Delivery[];
};

export type Limits = { withinSeconds: number; intervalSeconds: number; nowMs: number };

type Evidence = { met: boolean; text: string; calls: number[]; deliveries: number[] };
type Rule = { id: string; title: string; find: (traffic: Traffic, limits: Limits) => Evidence[] };

/** How soon a webhook has to be acknowledged, so that a sender does not give up. */
const ACKNOWLEDGE_MS = 1_000;
/** Two equal orders of one user within this time are one click. */
const SAME_CLICK_MS = 10_000;

const RULES: Rule[] = [
  {
    id: 'webhook_acknowledged',
    title: 'Each webhook is acknowledged with 2xx within a second',
    find: ({ deliveries }) =>
      deliveries
        .filter(({ faults }) => faults.length === 0)
        .map(({ id, responseStatus, durationMs, error }) => {
          const ok = responseStatus !== null && responseStatus >= 200 && responseStatus < 300;
          const response = responseStatus === null ? `no response (${error})` : `${responseStatus}`;
          const text = `Webhook ${id}: ${response} after ${durationMs} ms.`;
          return { met: ok && durationMs <= ACKNOWLEDGE_MS, text, calls: [], deliveries: [id] };
        }),
  },
  {
    id: 'webhook_checked',
    title: 'The transaction is read after each webhook, in time',
    find: ({ calls, deliveries }, { withinSeconds, nowMs }) =>
      deliveries.flatMap(({ id, transactionId, realMs }): Evidence[] => {
        const read = reads(calls, transactionId).find((call) => call.realMs >= realMs);
        const seconds = read && (read.realMs - realMs) / 1_000;
        if (read && seconds !== undefined && seconds <= withinSeconds) {
          const text = `Webhook ${id}: call ${read.id} read the transaction after ${seconds} s.`;
          return [{ met: true, text, calls: [read.id], deliveries: [id] }];
        }
        // There is time left.
        if (nowMs < realMs + withinSeconds * 1_000) return [];
        const text = `Webhook ${id}: the transaction was not read within ${withinSeconds} s.`;
        return [{ met: false, text, calls: [], deliveries: [id] }];
      }),
  },
  {
    id: 'reads_apart',
    title: 'A transaction is not read more often than agreed',
    find: ({ calls }, { intervalSeconds }) =>
      transactionsOf(calls).flatMap((transactionId) =>
        pairs(reads(calls, transactionId)).map(([first, second]) => {
          const seconds = (second.realMs - first.realMs) / 1_000;
          const text = `Calls ${first.id} and ${second.id} read ${transactionId}, ${seconds} s apart.`;
          const met = seconds >= intervalSeconds;
          return { met, text, calls: [first.id, second.id], deliveries: [] };
        }),
      ),
  },
  {
    id: 'one_session_per_order',
    title: 'One click creates one session',
    find: ({ calls }) =>
      pairsOfEqualOrders(calls).map(([first, second]) => {
        const seconds = (second.realMs - first.realMs) / 1_000;
        const text = `Calls ${first.id} and ${second.id} created a session for the same order, ${seconds} s apart.`;
        const met = second.realMs - first.realMs > SAME_CLICK_MS;
        return { met, text, calls: [first.id, second.id], deliveries: [] };
      }),
  },
];

/** Judges each rule by what was seen. Without anything that could tell, `met` is null. */
export function judgeTraffic(traffic: Traffic, limits: Limits) {
  return RULES.map(({ id, title, find }) => {
    const evidence = find(traffic, limits);
    const met = evidence.length === 0 ? null : evidence.every((one) => one.met);
    return { id, title, met, evidence };
  });
}

function reads(calls: Traffic['calls'], transactionId: string) {
  return calls.filter(
    ({ path, transactionId: read }) =>
      path.startsWith('/widget/transactions/') && read === transactionId,
  );
}

function transactionsOf(calls: Traffic['calls']): string[] {
  return [...new Set(calls.flatMap(({ transactionId }) => transactionId ?? []))];
}

function pairs<T>(entries: T[]): [T, T][] {
  return entries.flatMap((entry, index) => {
    const next = entries[index + 1];
    return next === undefined ? [] : [[entry, next] satisfies [T, T]];
  });
}

const orderSchema = z.object({
  partner_user_id: z.string(),
  type: z.string().default('buy'),
  network: z.string(),
  currency: z.string(),
  amount: z.string(),
});

function orderOf({ requestBody }: Call): string | null {
  try {
    const { data } = orderSchema.safeParse(JSON.parse(requestBody));
    return data ? JSON.stringify(data) : null;
  } catch {
    return null;
  }
}

/** Each session and the next one for the same order. */
function pairsOfEqualOrders(calls: Traffic['calls']): [Call, Call][] {
  const created = calls.filter(({ path, status }) => path === '/widget/session' && status < 300);
  const byOrder = new Map<string, Call[]>();
  for (const call of created) {
    const order = orderOf(call);
    if (order !== null) byOrder.set(order, [...(byOrder.get(order) ?? []), call]);
  }
  return [...byOrder.values()].flatMap(pairs);
}
