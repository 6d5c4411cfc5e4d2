import { expect, test } from 'vitest';
import { sampleEvent, sampleTransaction } from '@/components/live/sample-delta';
import { narrate } from './narration';

const order = { ...sampleTransaction, type: 'buy' as const };
const failed = sampleEvent({ sequence: 1, status: 'failed' });
const completed = sampleEvent({ sequence: 2, status: 'completed' });
const staleHint = sampleEvent({
  ...{ sequence: 3, kind: 'hint', source: 'webhook' },
  ...{ status: 'pending', hintOutcome: 'stale' },
});

test('before the order, the story says what is special about it', () => {
  expect(narrate('lost_webhook', null, []).line).toBe(
    'Every webhook and every WebSocket message is dropped.',
  );
  expect(narrate('flood', null, []).line).toBe('Proof sends each message 50 times.');
});

test('a sell waits for its deposit once the address is known', () => {
  const waiting = { ...sampleTransaction, depositAddress: 'T123' };
  expect(narrate('sell', sampleTransaction, []).line).toBe('The payment window of Proof is open.');
  expect(narrate('sell', waiting, []).line).toBe(
    'The customer sends 50 USDT to the deposit address.',
  );
});

test('a pending order that had failed is a second try', () => {
  expect(narrate('declined', { ...order, status: 'failed' }, [failed]).line).toBe(
    'The bank declines the card.',
  );
  expect(narrate('declined', order, [failed]).line).toBe('The customer uses another card.');
});

test('only a message after the end makes the flood say that the order stays completed', () => {
  const done = { ...order, status: 'completed' as const };
  expect(narrate('flood', done, [staleHint, completed]).line).toBe('Completed, once.');
  expect(narrate('flood', done, [completed, staleHint]).line).toBe(
    'Old messages arrive after the end. The order stays completed.',
  );
  expect(narrate('declined', done, [completed, staleHint]).line).toBe(
    '50 USDT is delivered after all.',
  );
});

test('a story is finished when its order is completed or cancelled, and not when it failed', () => {
  const finished = (status: typeof order.status) =>
    narrate('sell', { ...order, status }, []).finished;
  expect([finished('pending'), finished('processing'), finished('failed')]).toEqual([
    false,
    false,
    false,
  ]);
  expect([finished('completed'), finished('cancelled')]).toEqual([true, true]);
});
