import type { WidgetCallback } from '@/lib/hints/widget';

const reportedFields = ['status', 'payment_method', 'address'] as const;

/** What a callback told, cut down to what the server accepts as a hint. */
export function callbackHint(
  merchantTransactionId: string,
  callback: WidgetCallback['callback'],
  payload: unknown,
): WidgetCallback {
  const told: Record<string, unknown> =
    typeof payload === 'object' && payload !== null ? { ...payload } : {};
  const fields = reportedFields.flatMap((name) => {
    const value = told[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return { merchantTransactionId, callback, payload: Object.fromEntries(fields) };
}
