import { expect, test } from 'vitest';
import { describeForSupport } from './support';
import type { TransactionEventView } from './views';

const sell = {
  id: '01890000-0000-7000-8000-00000000000a',
  merchantTransactionId: '550e8400-e29b-41d4-a716-446655440000',
  type: 'sell' as const,
  network: 'TRC20',
  currency: 'USDT',
  requestedAmount: '50',
  cryptoAmount: null,
  fiatAmount: null,
  fiatCurrency: null,
  status: 'pending' as const,
  reportedStatus: null,
  createdAt: '2026-04-01T10:00:00.000Z',
  providerUpdatedAt: null,
};
const failed: TransactionEventView = {
  id: 'event-1',
  sequence: 1,
  transactionId: sell.id,
  source: 'api',
  kind: 'fact',
  status: 'failed',
  hintOutcome: null,
  factOutcome: 'applied',
  reason: '',
  providerTime: '2026-04-01T10:00:00.500Z',
  recordedAt: '2026-04-01T10:00:01.000Z',
};

const now = new Date('2026-04-01T10:10:00.000Z');
const call = {
  recordedAt: '2026-04-01T10:00:00.000Z',
  endpoint: 'POST /widget/session',
  httpStatus: 200,
  code: null,
  providerRequestId: 'proof-1',
  requestId: 'ours-1',
};

test('support gets the ids, the times of both clocks, and the request ids of both sides', () => {
  const text = describeForSupport({
    transaction: {
      ...sell,
      status: 'failed',
      providerUpdatedAt: '2026-04-01T10:00:00.500Z',
      cryptoAmount: '50',
    },
    events: [failed],
    calls: [
      call,
      {
        ...call,
        endpoint: 'GET /widget/transactions/{id}',
        httpStatus: null,
        code: 'TimeoutError',
        providerRequestId: null,
        requestId: null,
      },
    ],
    now,
  });
  expect(text).toBe(
    [
      'sell 50 USDT on TRC20',
      'Status: failed, confirmed 2026-04-01T10:00:00.500Z',
      'Reported: nothing',
      'Amounts: 50 USDT, -',
      `Proof ID: ${sell.merchantTransactionId}`,
      `Order ID: ${sell.id}`,
      'Placed: 2026-04-01T10:00:00.000Z',
      'Copied: 2026-04-01T10:10:00.000Z',
      '',
      "Events (our time, Proof's time):",
      '2026-04-01T10:00:01.000Z 2026-04-01T10:00:00.500Z api fact failed applied',
      '',
      'Requests to Proof:',
      "2026-04-01T10:00:00.000Z POST /widget/session 200, Proof's request ID proof-1, our request ID ours-1",
      "2026-04-01T10:00:00.000Z GET /widget/transactions/{id} no response TimeoutError, Proof's request ID -",
    ].join('\n'),
  );
});

test('support gets nothing that could move money or name the customer', () => {
  const withMore = { ...sell, depositAddress: 'TQn9', paymentMethod: 'card' };
  const text = describeForSupport({ transaction: withMore, events: [], calls: [], now });
  expect(text).not.toMatch(/TQn9|card/);
  expect(text).toContain('Status: pending, not confirmed yet');
});
