import { expect, test } from 'vitest';
import { announce } from './announcement';
import { sampleDelta } from './sample-delta';

test('a confirmed change is announced in words', () => {
  expect(announce(sampleDelta(1, { status: 'completed' }))).toBe(
    'Sell of 50 USDT is now completed.',
  );
});

test('hints and contradictions are not announced, since nothing is certain yet', () => {
  expect(announce(sampleDelta(1, {}, { kind: 'hint', verdict: 'advisory' }))).toBeNull();
  expect(announce(sampleDelta(1, {}, { verdict: 'contradiction' }))).toBeNull();
});
