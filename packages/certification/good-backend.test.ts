import { expect, test } from 'vitest';
import { runCertification } from './testing/run-certification';

test('a backend that does everything right is certified', { timeout: 120_000 }, async () => {
  const { verdict, results } = await runCertification('good-backend.mjs');
  const others = results.filter(({ outcome }) => outcome !== 'passed');
  expect(others.map(({ id, message, evidence }) => [id, message, evidence])).toEqual([]);
  expect(verdict).toBe('certified');
});
