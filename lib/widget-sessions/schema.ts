import { z } from 'zod';
import { parseAsset } from '../assets';
import { transactionTypeSchema, type WidgetSession } from '../proof-api/schema';
import { parseAmount } from '../typed-amount';

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

/**
 * What a link to the form can fill in: `/buy?amount=99.5&asset=TRC20:USDT&previous=…`, with the
 * amount in plain form. Whatever is invalid or not offered is ignored.
 */
export function prefillSchema(assetIds: readonly string[]) {
  return z
    .object({
      asset: z.string().optional().catch(''),
      amount: z.string().max(100).catch(''),
      previous: z.uuid().optional().catch(undefined),
    })
    .transform(({ asset, amount, previous }) => {
      const offered = assetIds.find((id) => id === asset) ?? assetIds[0] ?? '';
      // 0.5 of an asset that is not offered is not 0.5 of the first one.
      const fits = asset === undefined || asset === offered;
      const parsed = parseAmount(fits ? amount : '', parseAsset(offered));
      return {
        asset: offered,
        amount: 'amount' in parsed ? parsed.amount : null,
        previousId: previous ?? null,
      };
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
