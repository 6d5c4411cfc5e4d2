import { expect, test } from 'vitest';
import type { TransactionStatus } from '@/lib/generated/prisma/enums';
import { sampleEvent } from '../live/sample-delta';
import { flowSteps } from './flow';

const unpriced = { cryptoAmount: null, funded: false };

const fact = (sequence: number, status: TransactionStatus) => sampleEvent({ sequence, status });

test('a pending buy waits at its payment', () => {
  expect(flowSteps({ type: 'buy', status: 'pending', ...unpriced }, [])).toEqual([
    { name: 'Order', state: 'done' },
    { name: 'Payment', state: 'current' },
    { name: 'Delivery', state: 'upcoming' },
    { name: 'Completed', state: 'upcoming' },
  ]);
});

test('a processing sell is at its payout', () => {
  expect(
    flowSteps({ type: 'sell', status: 'processing', ...unpriced }, []).map(({ state }) => state),
  ).toEqual(['done', 'done', 'current', 'upcoming']);
});

test('a completed transaction has every step done', () => {
  const states = flowSteps({ type: 'buy', status: 'completed', ...unpriced }, []).map(
    ({ state }) => state,
  );
  expect(states).toEqual(['done', 'done', 'done', 'done']);
});

test('a sell that fails after its deposit was confirmed stops at the payout', () => {
  const events = [fact(1, 'pending'), fact(2, 'processing'), fact(3, 'failed')];
  expect(flowSteps({ type: 'sell', status: 'failed', ...unpriced }, events)[2]).toEqual({
    name: 'Payout',
    state: 'failed',
  });
});

test('a hint does not move the place where a failed transaction stopped', () => {
  const hint = sampleEvent({ sequence: 2, kind: 'hint', status: 'processing' });
  const steps = flowSteps({ type: 'buy', status: 'failed', ...unpriced }, [
    fact(1, 'pending'),
    hint,
    fact(3, 'failed'),
  ]);
  expect(steps[1]).toEqual({ name: 'Payment', state: 'failed' });
});

test('a cancelled transaction stops where it was, in its own state', () => {
  expect(flowSteps({ type: 'sell', status: 'cancelled', ...unpriced }, [])[1]).toEqual({
    name: 'Deposit',
    state: 'cancelled',
  });
});

test('an amount of crypto shows that a failed buy was paid, since Proof fills it in from then on', () => {
  const failed = { type: 'buy', status: 'failed', cryptoAmount: '50', funded: false } as const;
  expect(flowSteps(failed, [])[2]).toEqual({ name: 'Delivery', state: 'failed' });
});

test('a payment that Proof confirmed is known also when the events of that time are removed', () => {
  const failed = { type: 'buy', status: 'failed', cryptoAmount: null, funded: true } as const;
  expect(flowSteps(failed, [])[2]).toEqual({ name: 'Delivery', state: 'failed' });
});
