import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { transactionStatusSchema } from '../proof-api/schema';
import { type Fact, judgeFact, type KnownFact } from './status';

const at = (seconds: number) => new Date(Date.UTC(2026, 3, 1, 10, 0, seconds));
const amounts = { cryptoAmount: null, fiatAmount: '100.00', fiatCurrency: 'EUR' };
const known = (status: KnownFact['status'], seconds: number | null): KnownFact => ({
  ...amounts,
  status,
  updatedAt: seconds === null ? null : at(seconds),
});
const fact = (status: Fact['status'], seconds: number): Fact => ({
  ...amounts,
  status,
  updatedAt: at(seconds),
});

describe('judging a fact', () => {
  test('the first fact is applied, whatever it says', () => {
    expect(judgeFact(known('pending', null), fact('pending', 1)).outcome).toBe('applied');
  });

  test('a newer fact moves the transaction on', () => {
    expect(judgeFact(known('pending', 1), fact('processing', 2)).outcome).toBe('applied');
  });

  test('a failed payment comes back to life when the customer retries', () => {
    const judgement = judgeFact(known('failed', 5), fact('processing', 9));
    expect(judgement).toEqual({
      outcome: 'applied',
      reason: 'The customer retried: failed became processing.',
    });
  });

  test('an older fact never takes a newer one back', () => {
    expect(judgeFact(known('processing', 9), fact('pending', 5)).outcome).toBe('stale');
    expect(judgeFact(known('completed', 9), fact('processing', 5)).outcome).toBe('stale');
  });

  test('completed is never left, and a denial of it is recorded', () => {
    expect(judgeFact(known('completed', 5), fact('failed', 9)).outcome).toBe('contradiction');
    expect(judgeFact(known('completed', 5), fact('processing', 5)).outcome).toBe('contradiction');
  });

  test('of two facts with the same time the one further along wins', () => {
    expect(judgeFact(known('pending', 5), fact('processing', 5)).outcome).toBe('applied');
    expect(judgeFact(known('processing', 5), fact('pending', 5)).outcome).toBe('stale');
    expect(judgeFact(known('failed', 5), fact('pending', 5)).outcome).toBe('stale');
  });

  test('repeating a fact changes nothing', () => {
    expect(judgeFact(known('completed', 5), fact('completed', 5)).outcome).toBe('unchanged');
  });

  test('an amount that became known is applied although the status stays', () => {
    const judgement = judgeFact(known('processing', 5), {
      ...fact('processing', 5),
      cryptoAmount: '99.5',
    });
    expect(judgement.outcome).toBe('applied');
  });
});

test('any order and repetition of facts ends in the newest, and completed is never left', () => {
  const facts = fc.uniqueArray(
    fc.record({
      status: fc.constantFrom(...transactionStatusSchema.options),
      seconds: fc.integer({ min: 1, max: 50 }),
    }),
    { minLength: 1, maxLength: 20, selector: ({ seconds }) => seconds },
  );
  fc.assert(
    fc.property(facts, fc.array(fc.nat(19)), (truth, repeats) => {
      const sequence = [...truth, ...repeats.flatMap((index) => truth[index] ?? [])];
      const newest = truth.reduce((a, b) => (b.seconds > a.seconds ? b : a));
      let state = known('pending', null);
      for (const { status, seconds } of sequence) {
        const before = state.status;
        const { outcome } = judgeFact(state, fact(status, seconds));
        if (outcome === 'applied' || outcome === 'unchanged')
          state = { ...state, status, updatedAt: at(seconds) };
        if (before === 'completed') expect(state.status).toBe('completed');
      }
      if (state.status !== 'completed') expect(state).toEqual(known(newest.status, newest.seconds));
    }),
    { numRuns: 1000 },
  );
});
