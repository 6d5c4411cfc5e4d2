import type { FeedDelta, TransactionEventView, TransactionView } from '@/lib/transactions/views';

/** Test data: a sell of 50 USDT and its events. */
export const sampleTransaction: TransactionView = {
  id: '01890000-0000-7000-8000-00000000000a',
  merchantTransactionId: '550e8400-e29b-41d4-a716-446655440000',
  type: 'sell',
  network: 'TRC20',
  currency: 'USDT',
  requestedAmount: '50',
  cryptoAmount: null,
  fiatAmount: null,
  fiatCurrency: null,
  funded: false,
  status: 'pending',
  reportedStatus: null,
  reportedSource: null,
  reportedAt: null,
  paymentMethod: null,
  depositAddress: null,
  createdAt: '2026-04-01T10:00:00.000Z',
  providerUpdatedAt: null,
  resumable: null,
  previousId: null,
  version: 0,
};

export function sampleEvent(event: Partial<TransactionEventView>): TransactionEventView {
  return {
    id: `event-${event.sequence ?? 1}`,
    sequence: 1,
    transactionId: sampleTransaction.id,
    source: 'api',
    kind: 'fact',
    status: null,
    hintOutcome: null,
    factOutcome: (event.kind ?? 'fact') === 'fact' ? 'applied' : null,
    reason: '',
    providerTime: null,
    recordedAt: '2026-04-01T10:00:01.000Z',
    ...event,
  };
}

export function sampleDelta(
  sequence: number,
  transaction: Partial<TransactionView> = {},
  event: Partial<TransactionEventView> = {},
): FeedDelta {
  const changed = { ...sampleTransaction, ...transaction };
  return {
    transaction: changed,
    event: sampleEvent({ sequence, transactionId: changed.id, status: changed.status, ...event }),
  };
}
