import { expect, test } from 'vitest';
import type { TransactionStatus, TransactionType } from '@/lib/generated/prisma/enums';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/views';
import { sampleEvent, sampleTransaction } from '../live/sample-delta';
import { canRetry, describeStatus } from './describe-status';

type Facts = readonly TransactionStatus[];

function sentenceAfter(
  facts: Facts,
  transaction: Partial<TransactionView>,
  hints: readonly TransactionEventView[] = [],
): string {
  const events = facts.map((status, index) => sampleEvent({ sequence: index + 1, status }));
  const status = facts.at(-1) ?? 'pending';
  return describeStatus({ ...sampleTransaction, status, ...transaction }, [...events, ...hints]);
}

/** Each case: type, step, the statuses that Proof confirmed, and what the customer reads. */
const table: [TransactionType, string, Facts, string][] = [
  [
    'buy',
    'payment',
    ['pending'],
    'Waiting for your payment. You pay in the payment window, and nothing is charged until you confirm there.',
  ],
  [
    'buy',
    'payment',
    ['pending', 'failed'],
    'The order failed before a payment was confirmed. You can place a new order. If your bank shows a charge, contact support first.',
  ],
  [
    'buy',
    'payment',
    ['pending', 'cancelled'],
    'You cancelled this order in the payment window. You can place a new one at any time.',
  ],
  [
    'buy',
    'delivery',
    ['processing'],
    "Your payment went through, and 50 USDT is on its way on Tron. There's nothing you need to do, and you can close this page.",
  ],
  [
    'buy',
    'delivery',
    ['pending', 'processing', 'failed'],
    "Your payment went through, but the delivery of 50 USDT failed. Don't pay again. Contact support to ask about a refund, and quote the Proof ID.",
  ],
  [
    'buy',
    'delivery',
    ['processing', 'cancelled'],
    'This order was cancelled after your payment went through. Contact support to ask about a refund, and quote the Proof ID.',
  ],
  [
    'buy',
    'end',
    ['processing', 'completed'],
    "50 USDT was delivered on Tron. There's nothing left to do.",
  ],
  [
    'sell',
    'deposit',
    ['pending'],
    'Choose a payout card in the payment window. It then shows you the address to send 50 USDT to.',
  ],
  [
    'sell',
    'deposit',
    ['pending', 'failed'],
    "The sale failed before a deposit was confirmed: the deposit didn't arrive in time, or the order was rejected. Don't send anything now. If you already did, contact support.",
  ],
  [
    'sell',
    'deposit',
    ['pending', 'cancelled'],
    "You cancelled this order in the payment window. Don't send anything to its deposit address.",
  ],
  [
    'sell',
    'payout',
    ['processing'],
    "Your deposit arrived, and the money is on its way to your card. There's nothing you need to do, and you can close this page.",
  ],
  [
    'sell',
    'payout',
    ['pending', 'processing', 'failed'],
    "Your deposit arrived, but the payout to your card didn't go through. Contact support to ask what happens to it, and quote the Proof ID.",
  ],
  [
    'sell',
    'payout',
    ['processing', 'cancelled'],
    'This order was cancelled after your deposit arrived. Contact support to ask what happens to your deposit, and quote the Proof ID.',
  ],
  [
    'sell',
    'end',
    ['processing', 'completed'],
    'The money was sent to your card. When it arrives depends on your bank.',
  ],
];

test.each(table)('%s, at the %s, after %j', (type, _step, facts, sentence) => {
  expect(sentenceAfter(facts, { type })).toBe(sentence);
});

test('no two situations share a sentence', () => {
  const told = table.map(([type, , facts]) => sentenceAfter(facts, { type }));
  expect(new Set(told).size).toBe(told.length);
});

test('the final amounts are named once Proof confirms them', () => {
  const amounts = { cryptoAmount: '49.5', fiatAmount: '46.20', fiatCurrency: 'EUR' };
  expect(sentenceAfter(['processing'], amounts)).toMatch(
    /^Your deposit of 49\.50 USDT arrived, and 46\.20 EUR is on its way/,
  );
  expect(sentenceAfter(['processing', 'failed'], amounts)).toMatch(/^Your deposit of 49\.50 USDT/);
  expect(sentenceAfter(['processing', 'cancelled'], amounts)).toContain(
    'to your deposit of 49.50 USDT',
  );
  expect(sentenceAfter(['completed'], amounts)).toMatch(/^46\.20 EUR was sent to your card\./);
});

test('a sell that waits for its deposit says how much to send on which network', () => {
  expect(sentenceAfter(['pending'], { depositAddress: 'TQn9' })).toBe(
    'Waiting for your deposit. Send exactly 50 USDT on Tron to the address below. The payout to your card follows automatically.',
  );
});

test('when the confirmed processing was missed, the amount of crypto shows that the payment went through', () => {
  const failed = { type: 'buy', cryptoAmount: '50' } as const;
  expect(sentenceAfter(['pending', 'failed'], failed)).toMatch(/^Your payment went through, but/);
});

test('a reported payment never leads to the claim that it went through', () => {
  const hint = sampleEvent({ sequence: 2, kind: 'hint', source: 'webhook', status: 'processing' });
  expect(sentenceAfter(['pending', 'failed'], { type: 'buy' }, [hint])).toMatch(
    /^The order failed before a payment was confirmed/,
  );
});

test('a payment that was confirmed is not denied after a retry that fails earlier', () => {
  const facts: Facts = ['processing', 'failed', 'pending', 'failed'];
  expect(sentenceAfter(facts, { type: 'buy' })).toMatch(/^Your payment went through, but/);
});

test('a payment that was confirmed is not denied when its events are removed after their time', () => {
  const removed: Facts = ['failed'];
  expect(sentenceAfter(removed, { type: 'buy', funded: true })).toMatch(
    /^Your payment went through, but/,
  );
});

test('a payment can be made again only after it failed, and while Proof accepts the session', () => {
  const failed = {
    ...sampleTransaction,
    type: 'buy',
    status: 'failed',
    resumable: 'with_login',
  } as const;
  const processing = sampleEvent({ status: 'processing' });
  expect(canRetry(failed, [])).toBe(true);
  expect(describeStatus(failed, [])).toContain('You can try again in the payment window');
  expect(canRetry(failed, [processing])).toBe(false);
  expect(canRetry({ ...failed, type: 'sell' }, [])).toBe(false);
  expect(canRetry({ ...failed, resumable: null }, [])).toBe(false);
});
