import { describe, expect, it } from 'vitest';
import { allRules } from './rules/all';
import { apiCases } from './testing/api-deviations';
import { channelCases } from './testing/channel-deviations';
import { checkSimulator } from './testing/check-simulator';
import { withSimulator } from './testing/simulator-process';

const cases = [...apiCases, ...channelCases];
const simulator = withSimulator();
const TIMEOUT_MS = 30_000;

describe.concurrent('an implementation with one deviation', () => {
  it.each(cases)(
    'is found out, and by the rules it concerns alone, when $name',
    async ({ deviation, red }) => {
      const { findings } = await checkSimulator(simulator, deviation);
      const failed = findings.filter(({ outcome }) => outcome === 'failed');
      expect(
        failed.map(({ rule }) => rule),
        failed.flatMap(({ notes }) => notes).join('; '),
      ).toEqual(red);
    },
    TIMEOUT_MS,
  );

  it('every rule that can fail has a deviation that makes it fail', () => {
    const documented = allRules.filter(({ source }) => source === 'doc').map(({ id }) => id);
    expect([...new Set(cases.flatMap(({ red }) => red))].sort()).toEqual(documented.sort());
  });
});
