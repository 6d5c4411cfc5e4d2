import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faultCases } from './cases';

test('every fault case has a file, and a row in faults/README.md', () => {
  const guide = readFileSync('faults/README.md', 'utf8');
  const described = [...guide.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));
  expect(described).toEqual(faultCases.map(({ number }) => number));
  for (const { file } of faultCases) expect(existsSync(`faults/${file}.ts`), file).toBe(true);
});
