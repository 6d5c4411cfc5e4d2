import { z } from 'zod';
import type { Hint } from './schema';

/** What the widget's callbacks hand over, bounded: it comes from a browser. */
export const widgetCallbackSchema = z.object({
  merchantTransactionId: z.string().max(200),
  callback: z.enum(['onReady', 'onStatusChange', 'onPaymentFinished', 'onSellTransferEnabled']),
  payload: z
    .object({
      status: z.string().max(50),
      payment_method: z.string().max(50),
      address: z.string().max(200),
    })
    .partial()
    .default({}),
});
export type WidgetCallback = z.infer<typeof widgetCallbackSchema>;

/** Turns a callback into a hint. Its words are the widget's own: `paid` is not `completed`. */
export function hintFromCallback({
  merchantTransactionId,
  callback,
  payload,
}: WidgetCallback): Hint {
  return {
    merchantTransactionId,
    source: 'widget',
    status: payload.status ?? statusByCallback[callback],
    providerTime: null,
    reason: `The widget called ${callback} in the customer's browser.`,
    ...(payload.payment_method ? { paymentMethod: payload.payment_method } : {}),
    ...(callback === 'onSellTransferEnabled' && payload.address
      ? { depositAddress: payload.address }
      : {}),
    payload: { callback, ...payload },
  };
}

const statusByCallback: Record<WidgetCallback['callback'], string> = {
  onReady: 'widget_ready',
  onStatusChange: 'changed',
  onPaymentFinished: 'payment_finished',
  onSellTransferEnabled: 'awaiting_deposit',
};
