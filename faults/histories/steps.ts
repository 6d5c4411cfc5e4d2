import fc from 'fast-check';

const channels = ['webhook', 'socket', 'widget'] as const;
export type Channel = (typeof channels)[number];

/** What can happen to one transaction, in any order. Numbers choose among what is there then. */
export type Step =
  | { kind: 'move'; choice: number; afterMs: number }
  | { kind: 'deliver'; choice: number; copies: number; channel: Channel; isLast: boolean }
  | { kind: 'drop'; choice: number }
  | { kind: 'forge'; status: string; aheadMs: number; channel: Channel }
  | {
      kind: 'ask';
      answer: 'at once' | 'late' | 'never' | 'outdated' | 'contradiction';
      choice: number;
    }
  | { kind: 'answer arrives'; choice: number }
  | { kind: 'lease runs out' };

const choice = fc.nat({ max: 11 });
const channel = fc.constantFrom(...channels);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      choice,
      // Several changes within a millisecond carry times that are next to each other.
      afterMs: fc.constantFrom(0, 0, 1, 1_000),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      choice,
      copies: fc.integer({ min: 1, max: 3 }),
      channel,
      // Otherwise it stays in the mail and may come again later.
      isLast: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('drop' as const), choice }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('forge' as const),
      status: fc.constantFrom('pending', 'processing', 'completed', 'failed', 'cancelled', 'paid'),
      aheadMs: fc.constantFrom(-60_000, 0, 3_600_000),
      channel,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      answer: fc.constantFrom(
        ...(['at once', 'at once', 'late', 'late', 'never', 'outdated', 'contradiction'] as const),
      ),
      choice,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answer arrives' as const), choice }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lease runs out' as const) }) },
);

/** Without a size of its own, most arrays would be far shorter than the longest. */
export const history = fc.array(step, { minLength: 4, maxLength: 20, size: 'max' });
