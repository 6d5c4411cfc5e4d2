import { expect, test } from 'vitest';
import { sampleDelta } from '../live/sample-delta';
import { describeChange } from './describe-transaction';

test('a confirmed change is announced in words', () => {
  expect(describeChange(sampleDelta(1, { status: 'completed' }))).toBe(
    'Sell of 50 USDT is now completed.',
  );
});

test('hints and contradictions are not announced, since nothing is certain yet', () => {
  expect(describeChange(sampleDelta(1, {}, { kind: 'hint', hintOutcome: 'reported' }))).toBeNull();
  expect(describeChange(sampleDelta(1, {}, { factOutcome: 'contradiction' }))).toBeNull();
});

test('a report that is withdrawn is not announced as a change, since the status is the same', () => {
  expect(describeChange(sampleDelta(1, {}, { factOutcome: 'report_withdrawn' }))).toBeNull();
});
