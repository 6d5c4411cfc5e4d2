import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatLicences, readLicences } from './licences';

/** They allow use in a closed product, without conditions on its source. */
const accepted = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0', '(MIT OR Apache-2.0)'],
  'MIT AND ISC AND BSD-3-Clause',
  // The fonts, and data about browsers that Next.js uses during a build.
  ...['SIL OPEN FONT LICENSE', 'OFL-1.1', 'CC-BY-4.0'],
]);

test('docs/licences.md lists the licence of every dependency', () => {
  const packages = readLicences();
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter(({ licence }) => licence === 'unknown')).toEqual([]);
  expect(readFileSync('docs/licences.md', 'utf8')).toBe(formatLicences(packages));
});

test('no production dependency has a licence that nobody has accepted', () => {
  const inRelease = readLicences().filter(
    ({ name, forDevelopment }) => !forDevelopment && !/^(sharp|@img\/\S+) /.test(name),
  );
  expect(inRelease.filter(({ licence }) => !accepted.has(licence))).toEqual([]);
});
