import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { CheckedRule } from './rule';
import { checkSimulator } from './testing/check-simulator';
import type { FurtherDeviation } from './testing/further/deviation';
import { furtherDeviations } from './testing/further-deviations';
import { withSimulator } from './testing/simulator-process';

const TIMEOUT_MS = 120_000;
/** Some deviations delay a channel by seconds. */
const SETTLE_MS = 5_000;
/** How many of those that contradict the contract failed a rule before the rules were extended. */
const FOUND_AT_FIRST = 116;

const simulator = withSimulator();
const expecting = (expected: FurtherDeviation['expected']) =>
  furtherDeviations.filter((each) => each.expected === expected);
const stated = expecting('failed');
const silent = expecting('observed');
const allowed = expecting('nothing');

let undeviating: CheckedRule[] = [];
beforeAll(async () => {
  undeviating = (await checkSimulator(simulator, {})).rules;
}, TIMEOUT_MS);

async function check({ deviation, reportedBy }: FurtherDeviation) {
  const { rules } = await checkSimulator(simulator, deviation, { settleMs: SETTLE_MS });
  const isReporting = ({ rule }: CheckedRule) => rule === reportedBy;
  return {
    failed: rules.filter(({ result }) => result === 'failed').map(({ rule }) => rule),
    reported: rules.find(isReporting),
    usual: undeviating.find(isReporting),
  };
}

test.concurrent.for(stated)(
  'a deviation from what the contract states fails a rule: $name',
  { timeout: TIMEOUT_MS },
  async (each, { expect: expectHere }) => {
    const { failed } = await check(each);
    expectHere(failed).toContain(each.reportedBy);
  },
);

test.concurrent.for(silent)(
  'where the contract is silent, a deviation is observed: $name',
  { timeout: TIMEOUT_MS },
  async (each, { expect: expectHere }) => {
    const { failed, reported, usual } = await check(each);
    expectHere(failed).toEqual([]);
    expectHere(reported?.result).toBe('observed');
    expectHere(reported?.notes).not.toEqual(usual?.notes);
  },
);

test.concurrent.for(allowed)(
  'what the contract allows fails no rule: $name',
  { timeout: TIMEOUT_MS },
  async (each, { expect: expectHere }) => {
    const { failed } = await check(each);
    expectHere(failed).toEqual([]);
  },
);

test('the README says how many of these deviations are found', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const percent = Math.round((FOUND_AT_FIRST / stated.length) * 100);
  const shares = `Of the ${stated.length} that contradict the contract, ${FOUND_AT_FIRST} (${percent} %) failed a rule at first, and all ${stated.length} do now.`;
  expect(readme).toContain(shares);
  expect(readme).toContain(`The ${silent.length} on which the contract is silent are observed`);
  expect(readme).toContain(`the ${allowed.length} that it allows fail no rule`);
});
