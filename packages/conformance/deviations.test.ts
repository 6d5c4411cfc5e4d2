import { expect, test } from 'vitest';
import { ALL_RULES } from './check';
import { apiDeviations } from './testing/api-deviations';
import { channelDeviations } from './testing/channel-deviations';
import { checkSimulator } from './testing/check-simulator';
import { withSimulator } from './testing/simulator-process';

const cases = [...apiDeviations, ...channelDeviations];
const simulator = withSimulator();
const TIMEOUT_MS = 30_000;

test.concurrent.for(cases)(
  'this deviation fails exactly the rules it breaks: $name',
  { timeout: TIMEOUT_MS },
  async ({ deviation, breaks }, { expect: expectHere }) => {
    const { rules } = await checkSimulator(simulator, deviation);
    const failed = rules.filter(({ result }) => result === 'failed');
    expectHere(
      failed.map(({ rule }) => rule),
      failed.flatMap(({ notes }) => notes).join('; '),
    ).toEqual(breaks);
  },
);

test('every documented rule has a deviation that breaks it', () => {
  const documented = ALL_RULES.filter(({ certainty }) => certainty === 'documented');
  const broken = new Set(cases.flatMap(({ breaks }) => breaks));
  expect([...broken].sort()).toEqual(documented.map(({ id }) => id).sort());
});
