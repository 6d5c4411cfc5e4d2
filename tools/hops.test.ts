import { expect, test } from 'vitest';
import { entriesInReadme, findHops, limitsInReadme } from './hops';

test('following a transaction takes no more files and lines than the README says', async () => {
  const { path } = await findHops(entriesInReadme());
  const limits = limitsInReadme();
  expect(path.map(({ file }) => file)).toEqual(expect.arrayContaining(entriesInReadme()));
  expect(path.length).toBeLessThanOrEqual(limits.files);
  expect(path.reduce((sum, { lines }) => sum + lines, 0)).toBeLessThanOrEqual(limits.lines);
}, 60_000);
