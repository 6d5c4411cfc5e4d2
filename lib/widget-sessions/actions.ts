'use server';
import { z } from 'zod';
import { defineAction } from '../define-action';
import { env } from '../env';
import { AppError } from '../errors';
import { type Hint, ingestHint } from '../transactions/ingest';
import { ownsTransaction } from './data';
import { mintSession, resumeSession } from './mint';
import { markSessionOpened } from './mutations';
import { orderSchema, type WidgetCallback, widgetCallbackSchema } from './schema';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** Customers pay for a few orders at a time, and each open one is checked again and again. */
const MAX_OPEN_ORDERS = 50;

/** Opens a widget session for a buy or a sell. */
export const mintSessionAction = defineAction({
  name: 'mint session',
  // Each one is a transaction at Proof.
  limits: [
    { times: 20, perSeconds: MINUTE },
    { times: 200, perSeconds: DAY },
  ],
  input: () => orderSchema(env().PROOF_ASSETS),
  run: (order, { user, clientIp }) =>
    mintSession({ user, order, clientIp, maxOpenOrders: MAX_OPEN_ORDERS }),
});

const transactionSchema = z.object({ transactionId: z.string().max(100) });

/** Returns the session of a transaction while Proof accepts it, also if the widget ran with it. */
export const resumeSessionAction = defineAction({
  name: 'resume session',
  input: transactionSchema,
  run: ({ transactionId }, { user }) => resumeSession(user.id, transactionId),
});

/** Notes that the widget is running, so its token is spent. */
export const markSessionOpenedAction = defineAction({
  name: 'mark session opened',
  input: transactionSchema,
  run: ({ transactionId }, { user }) => markSessionOpened(user.id, transactionId),
});

/** Records a widget callback as a hint. */
export const reportWidgetCallbackAction = defineAction({
  name: 'report widget callback',
  // Each new status is a timeline entry and makes the transaction due. A payment has a dozen.
  limits: [
    { times: 60, perSeconds: MINUTE },
    { times: 1_000, perSeconds: DAY },
  ],
  input: widgetCallbackSchema,
  run: async (callback, { user }) => {
    if (!(await ownsTransaction(user.id, callback.merchantTransactionId)))
      throw new AppError('not_found');
    return ingestHint(hintFromCallback(callback));
  },
});

/** The status of callbacks that carry none of their own. */
const statusByCallback: Record<WidgetCallback['callback'], string> = {
  onReady: 'widget_ready',
  onStatusChange: 'changed',
  onPaymentFinished: 'payment_finished',
  onSellTransferEnabled: 'awaiting_deposit',
};

/** The widget's statuses are its own: `paid` is not `completed`. */
function hintFromCallback({ merchantTransactionId, callback, payload }: WidgetCallback): Hint {
  const { status, payment_method: paymentMethod, address } = payload;
  return {
    merchantTransactionId,
    source: 'widget',
    status: status ?? statusByCallback[callback],
    providerTime: null,
    reason: `The widget called ${callback} in the customer's browser.`,
    ...(paymentMethod && { paymentMethod }),
    ...(callback === 'onSellTransferEnabled' && address && { depositAddress: address }),
    payload: { callback, ...payload },
  };
}
