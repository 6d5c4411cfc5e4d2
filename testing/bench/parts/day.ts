import pLimit from 'p-limit';
import { mean } from 'simple-statistics';
import { db } from '../../../lib/db';
import {
  type ClaimedTransaction,
  claimDueTransactions,
  markViewed,
} from '../../../lib/reconciliation/mutations';
import { settleCheck } from '../../../lib/reconciliation/reconciler';
import { intervals } from '../../../lib/reconciliation/schedule';
import { ingestHint } from '../../../lib/transactions/ingest';
import { getsOf, type Life, lives, statusAt } from '../../scale/lives';
import type { Measurement } from '../measurement';
import type { Part } from '../part';
import { openDatabases } from '../scale/databases';
import { addCustomer } from './orders';

const DAY = 24 * 3600;
/** Of each share of lost webhooks. A multiple of 20, so that every kind of life has its share. */
const ORDERS = 100;
const LOST = [0, 0.01, 1];
const AT_A_TIME = 4;
/** A claim that is refused because the last one was less than a second ago is tried again. */
const RETRY_SECONDS = 0.1;

/**
 * Orders live their first day with the statements that claim and end checks, each in a time of its
 * own: it passes by moving the stored times of the order back. The claims are those that
 * `npm run schedule` computes.
 */
export const measureDay: Part = async ({ scope }) => {
  const { day } = await openDatabases(scope, { day: 0 });
  day.use();
  const measurements: Measurement[] = [];
  for (const lost of LOST) {
    const orders = lives.flatMap((life) => Array<Life>(ORDERS * life.share).fill(life));
    const isLost = webhooksLost(lost);
    const counts = await liveTheDay(orders, isLost);
    measurements.push({
      name: `GETs on the first day of an order, ${100 * lost} % of the webhooks lost`,
      unit: '',
      values: [mean(counts)],
      comparedWith: {
        name: 'as `npm run schedule` computes',
        values: [mean(orders.map((life) => getsOf(life, lost, DAY)))],
      },
      target: { within: 0.05 },
    });
  }
  return measurements;
};

/** Evenly spread, so that every run loses the same. */
function webhooksLost(share: number): () => boolean {
  let sent = 0;
  return () => {
    sent += 1;
    return Math.floor(sent * share) > Math.floor((sent - 1) * share);
  };
}

/** Returns the number of claims of each order. */
async function liveTheDay(orders: Life[], isLost: () => boolean): Promise<number[]> {
  const living = new Set<string>();
  return pLimit(AT_A_TIME).map(orders, async (life) => {
    const { id: userId } = await addCustomer();
    living.add(userId);
    const order = await placeOrder(userId);
    let claims = 0;
    const others = () => [...living].filter((other) => other !== userId);
    for (const moment of momentsOf(life, isLost)) {
      for (let due = await nextDue(order.id); due < moment.at; due = await nextDue(order.id)) {
        await passTime(order.id, due);
        const [claimed] = await claimDueTransactions(1, others());
        if (!claimed) await passTime(order.id, due + RETRY_SECONDS);
        else {
          claims += 1;
          await settleCheck(claimed, snapshotOf(life, claimed, due));
        }
      }
      await passTime(order.id, moment.at);
      await moment.happen(order);
    }
    await db().transaction.update({ where: { id: order.id }, data: { nextCheckAt: null } });
    living.delete(userId);
    return claims;
  });
}

type Order = Awaited<ReturnType<typeof placeOrder>>;
type Moment = { at: number; happen: (order: Order) => Promise<unknown> };

/** What the order's customer and Proof do, and when. The last one ends the day. */
function momentsOf({ pageOpenFor, changes }: Life, isLost: () => boolean): Moment[] {
  const views: Moment[] = [];
  for (let at = 0; at < pageOpenFor; at += intervals.heartbeat)
    views.push({
      at,
      happen: ({ userId }) => markViewed(userId, at === 0 ? 'opened' : 'still open'),
    });
  const webhooks = changes
    .filter(() => !isLost())
    .map(({ at, status }) => ({
      at,
      happen: ({ merchantTransactionId }: Order) =>
        ingestHint({
          ...{ merchantTransactionId, source: 'webhook', status, providerTime: timeAt(at) },
          ...{ reason: 'A webhook of a rehearsed day.', payload: {} },
        }),
    }));
  const end: Moment = { at: DAY, happen: async () => {} };
  return [...views, ...webhooks, end].sort((a, b) => a.at - b.at);
}

function placeOrder(userId: string) {
  return db().transaction.create({
    data: {
      ...{ userId, merchantTransactionId: crypto.randomUUID(), type: 'buy', network: 'TRC20' },
      ...{ currency: 'USDT', requestedAmount: '100' },
      nextCheckAt: new Date(Date.now() + intervals.firstCheck * 1_000),
      sessionExpiresAt: new Date(Date.now() + 3_600_000),
    },
    select: { id: true, userId: true, merchantTransactionId: true },
  });
}

/** The age of the order, in seconds, at which it is due. */
async function nextDue(id: string): Promise<number> {
  const [row] = await db().$queryRaw<[{ seconds: number | null }]>`
    SELECT extract(epoch FROM next_check_at - created_at)::float8 AS seconds
    FROM transactions WHERE id = ${id}`;
  return row.seconds ?? Number.POSITIVE_INFINITY;
}

/** Makes the order this old, unless it is older. */
async function passTime(id: string, ageSeconds: number): Promise<void> {
  await db().$executeRaw`
    UPDATE transactions SET
      created_at = created_at - passed, updated_at = updated_at - passed,
      viewed_at = viewed_at - passed, next_check_at = next_check_at - passed,
      last_checked_at = last_checked_at - passed, reported_at = reported_at - passed,
      session_expires_at = session_expires_at - passed
    FROM (
      SELECT GREATEST(make_interval(secs => ${ageSeconds}) - (now() - created_at), interval '0') AS passed
      FROM transactions WHERE id = ${id}
    ) AS time WHERE id = ${id}`;
}

function snapshotOf(life: Life, { merchantTransactionId, userId }: ClaimedTransaction, at: number) {
  const { at: changedAt = 0 } = life.changes.findLast((change) => change.at <= at) ?? {};
  return {
    ...{ merchant_transaction_id: merchantTransactionId, partner_user_id: userId },
    ...{ type: 'buy' as const, status: statusAt(life, at), currency: 'USDT', network: 'TRC20' },
    ...{ crypto_amount: '100', fiat_currency: 'EUR', fiat_amount: '95' },
    ...{ created_at: timeAt(0), updated_at: timeAt(changedAt) },
  };
}

/** By Proof's clock. */
function timeAt(seconds: number): Date {
  return new Date(Date.UTC(2026, 3, 1) + seconds * 1_000);
}
