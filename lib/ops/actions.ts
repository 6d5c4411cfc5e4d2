'use server';
import { z } from 'zod';
import { recordAuditEntry } from '../audit/mutations';
import { defineAction } from '../define-action';
import { AppError } from '../errors';
import { describeForSupport } from '../transactions/support';
import { processDelivery } from '../webhooks/receive';
import { getProviderCallsAbout } from './calls/data';
import { getStoredDelivery } from './deliveries/data';
import { textHeaders } from './deliveries/explain';
import { requestCheck, settleContradiction } from './mutations';
import { getOrder } from './orders/data';

/** Asks Proof about an order as soon as a reconciler is free, also after a final status. */
export const checkNowAction = defineAction({
  name: 'check now',
  limits: [{ times: 60, perSeconds: 60 }],
  role: 'operator',
  input: z.object({ transactionId: z.uuid() }),
  run: async ({ transactionId }, { user }) => {
    if (!(await requestCheck(transactionId, user))) throw new AppError('not_found');
  },
});

/**
 * Takes a contradicted order off the list of what needs attention, up to the newest contradiction
 * that the operator saw. Its timeline keeps the record.
 */
export const settleContradictionAction = defineAction({
  name: 'settle contradiction',
  role: 'operator',
  input: z.object({ transactionId: z.uuid(), sequence: z.int().positive() }),
  run: async (contradiction, { user }) => {
    if (!(await settleContradiction(contradiction, user))) throw new AppError('not_found');
  },
});

/**
 * Processes a stored delivery again, as a new one that names the first. Like every delivery it can
 * only cause a check.
 */
export const replayDeliveryAction = defineAction({
  name: 'replay delivery',
  limits: [{ times: 60, perSeconds: 60 }],
  role: 'operator',
  input: z.object({ deliveryId: z.uuid() }),
  run: async ({ deliveryId }, { user }) => {
    const stored = await getStoredDelivery(deliveryId);
    if (!stored) throw new AppError('not_found');
    const entry = { action: 'replay_delivery', subjectId: deliveryId } as const;
    await recordAuditEntry({ ...entry, actor: user });
    const headers = { ...textHeaders(stored.headers), 'replay-of': deliveryId };
    const receivedMs = performance.now();
    return processDelivery({ body: stored.body, headers, receivedMs });
  },
});

/** What Proof's support needs about any customer's order. */
export const describeOrderForSupportAction = defineAction({
  name: 'describe order for support',
  role: 'operator',
  input: z.object({ transactionId: z.uuid() }),
  run: async ({ transactionId }) => {
    const order = await getOrder(transactionId);
    if (!order) throw new AppError('not_found');
    const calls = await getProviderCallsAbout(order.transaction.merchantTransactionId);
    return describeForSupport({ ...order, calls, now: new Date() });
  },
});
