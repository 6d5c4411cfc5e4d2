import { z } from 'zod';
import { parseAsset } from '../assets';
import { parseAmount } from '../money';
import { transactionTypeSchema, type WidgetSession } from '../proof-api/schema';

export type { WidgetSession };

/** An order as the form submits it. `amount` is returned in plain form, checked against the asset. */
export function orderSchema(assetIds: readonly string[]) {
  return z
    .object({
      /** Created with the form, so that submitting it twice mints one session. */
      idempotencyKey: z.uuid(),
      type: transactionTypeSchema,
      asset: z.string().refine((id) => assetIds.includes(id), 'Choose one of the assets offered.'),
      amount: z.string().max(100, 'That is too long for an amount.'),
      /** The order that this one starts again. Ignored unless it is the customer's own. */
      previousId: z.uuid().optional(),
    })
    .transform((order, context) => {
      const asset = parseAsset(order.asset);
      const parsed = parseAmount(order.amount, asset);
      if ('problem' in parsed) {
        context.addIssue({ code: 'custom', path: ['amount'], message: parsed.problem });
        return z.NEVER;
      }
      return { ...order, asset, amount: parsed.amount };
    });
}

export type Order = z.infer<ReturnType<typeof orderSchema>>;

/** What the widget host needs: the transaction to follow, and the session for the widget, verbatim. */
export type OpenableSession = { transactionId: string; session: WidgetSession };

/** A widget callback as the browser reports it. Bounded, since it comes from a browser. */
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
