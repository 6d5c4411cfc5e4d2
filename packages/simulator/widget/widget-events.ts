import { createHash } from 'node:crypto';
import type { Transaction, WidgetEvent } from '../provider/transaction';
import { randomId } from '../randomness';

/** What the payout's ID identifies is not documented. It is not the transaction's, so nobody joins on it. */
function payoutIdOf({ id }: Transaction): string {
  const bytes = createHash('sha256').update(`payout ${id}`).digest();
  return randomId({ bytes: (length) => bytes.subarray(0, length) });
}

type NumberedEvent = {
  sequence: number;
  name: string;
  payload: Record<string, unknown> | undefined;
};

function callbackFor(
  transaction: Transaction,
  event: WidgetEvent,
): Omit<NumberedEvent, 'sequence'> {
  const { id, amount, currency, network } = transaction;
  if (event === 'payment_finished') {
    return { name: event, payload: { payment_method: transaction.paymentMethod } };
  }
  if (event === 'sell_transfer_enabled') {
    const address = transaction.depositAddress;
    const payload = { amount, currency, network, address, id: payoutIdOf(transaction) };
    return { name: event, payload: { ...payload, flow_id: 'payout' } };
  }
  return {
    name: 'status',
    payload: {
      amount,
      currency,
      network,
      fiat_amount: transaction.fiatAmount,
      fiat_currency: transaction.fiatCurrency,
      merchant_transaction_id: id,
      status: event,
      payment_method: transaction.paymentMethod,
    },
  };
}

/** The events that the partner's page has not received, with the payloads of the contract. */
export function eventsAfter(transaction: Transaction, after: number): NumberedEvent[] {
  return transaction.widgetEvents
    .slice(after)
    .map((event, index) => ({ sequence: after + index + 1, ...callbackFor(transaction, event) }));
}
