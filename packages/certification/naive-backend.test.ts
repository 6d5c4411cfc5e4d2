import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALL_CHECKS } from './checks/all';
import { runCertification } from './testing/run-certification';

const document = readFileSync(new URL('CHECKS.md', import.meta.url), 'utf8');
const rows = [...document.matchAll(/^\| `(.+?)` \| (.+) \| (\w+) \| (.+) \| ([\w ]+) \|$/gm)].map(
  ([, id = '', title, grade, section, naive]) => ({ id, title, grade, section, naive }),
);

test('CHECKS.md lists every check', () => {
  const checks = ALL_CHECKS.map(({ id, title, grade, section }) => ({ id, title, grade, section }));
  expect(rows.map(({ naive: _, ...check }) => check)).toEqual(checks);
});

test('a backend that trusts webhooks gets exactly what CHECKS.md says', {
  timeout: 180_000,
}, async () => {
  const { verdict, results } = await runCertification('naive-backend.mjs');
  const outcomes = results.map(({ id, outcome }) => [id, outcome.replace('_', ' ')]);
  expect(Object.fromEntries(outcomes)).toEqual(
    Object.fromEntries(rows.map(({ id, naive }) => [id, naive])),
  );
  expect(verdict).toBe('failed');
});
