import type { Transaction, WidgetEvent } from '../provider/transaction';

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
    return { name: event, payload: { amount, currency, network, address, id, flow_id: 'payout' } };
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
