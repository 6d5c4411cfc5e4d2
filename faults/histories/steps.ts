import fc from 'fast-check';

const channels = ['webhook', 'socket', 'widget'] as const;
export type Channel = (typeof channels)[number];

/** What can happen, in any order. `choice` selects among what exists at the time. */
export type Step =
  | { kind: 'change'; choice: number; afterMs: number }
  | { kind: 'deliver hint'; choice: number; copies: number; channel: Channel; isLast: boolean }
  | { kind: 'drop hint'; choice: number }
  | { kind: 'forge hint'; status: string; aheadMs: number; channel: Channel }
  | {
      kind: 'check';
      response: 'immediate' | 'late' | 'none' | 'outdated' | 'contradiction';
      choice: number;
    }
  | { kind: 'late response arrives'; choice: number }
  | { kind: 'lease expires' };

const choice = fc.nat({ max: 11 });
const channel = fc.constantFrom(...channels);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      choice,
      // Includes changes in consecutive milliseconds.
      afterMs: fc.constantFrom(0, 0, 1, 1_000),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('deliver hint' as const),
      choice,
      copies: fc.integer({ min: 1, max: 3 }),
      channel,
      // If not removed, it can be delivered again later.
      isLast: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('drop hint' as const), choice }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('forge hint' as const),
      status: fc.constantFrom('pending', 'processing', 'completed', 'failed', 'cancelled', 'paid'),
      aheadMs: fc.constantFrom(-60_000, 0, 3_600_000),
      channel,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('check' as const),
      response: fc.constantFrom(
        ...(['immediate', 'immediate', 'late', 'late', 'none', 'outdated'] as const),
        ...(['contradiction'] as const),
      ),
      choice,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('late response arrives' as const), choice }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lease expires' as const) }) },
);

/** Without `size`, fast-check makes most arrays far shorter than `maxLength`. */
export const history = fc.array(step, { minLength: 4, maxLength: 20, size: 'max' });
