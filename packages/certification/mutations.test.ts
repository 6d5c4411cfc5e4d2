import { expect, test } from 'vitest';
import { ALL_CHECKS } from './checks/all';
import { COMPANIONS, expectedFailures, mutationGroups } from './testing/mutations';
import { runCertification } from './testing/run-certification';

const TIMEOUT_MS = 600_000;
const groups = mutationGroups();

test.concurrent.for(groups.map((group) => [group.join(), group] as const))(
  'a backend that does this wrong fails these checks and no other: %s',
  { timeout: TIMEOUT_MS },
  async ([, group], { expect: expectHere }) => {
    const { results } = await runCertification('good-backend.mjs', { BREAK: group.join() });
    const failed = results.filter(({ outcome }) => outcome === 'failed');
    expectHere(
      failed.map(({ id }) => id).sort(),
      failed.flatMap(({ id, message, evidence }) => [`${id}: ${message}`, ...evidence]).join('\n'),
    ).toEqual(expectedFailures(group));
  },
);

test('every check has a mutation, and no two mutations are together in two groups', () => {
  const together = new Map<string, number>();
  for (const group of groups)
    for (const left of group)
      for (const right of group) {
        const pair = `${left} ${right}`;
        together.set(pair, (together.get(pair) ?? 0) + 1);
      }
  for (const { id } of ALL_CHECKS) expect(together.has(`${id} ${id}`)).toBe(true);
  const pairs = [...together].filter(([pair]) => new Set(pair.split(' ')).size === 2);
  expect(pairs.filter(([, count]) => count > 1)).toEqual([]);
});

test('companions are checks, and are explained', () => {
  const ids = ALL_CHECKS.map(({ id }) => id);
  for (const [id, { checks, why }] of Object.entries(COMPANIONS)) {
    expect(ids).toEqual(expect.arrayContaining([id, ...checks]));
    expect(why).not.toBe('');
  }
});
