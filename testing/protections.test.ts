import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

type Protection = { name: string; file: string; testName: string };

function listedProtections(): Protection[] {
  const [, section = ''] = readFileSync('docs/testing.md', 'utf8').split('\n## Protections\n');
  const rows = [...section.matchAll(/^\| (.+) \| `(.+)` \| (.+) \|$/gm)];
  return rows.map(([, name = '', file = '', testName = '']) => ({ name, file, testName }));
}

/** The sources of all tests and journeys. */
function testSources(): string[] {
  return [
    'app',
    'components',
    'e2e',
    'lib',
    'packages',
    'prisma',
    'scripts',
    'testing',
    'tools',
  ].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(test\.tsx?|spec\.ts)$/.test(file))
      .map((file) => readFileSync(path.join(folder, file), 'utf8')),
  );
}

test('every protection in docs/testing.md names a file and a test that exist', () => {
  const protections = listedProtections();
  const sources = testSources();
  const isTest = (name: string) =>
    sources.some((source) => source.includes(`'${name}'`) || source.includes(`"${name}"`));
  expect(protections.length).toBeGreaterThan(40);
  expect(protections.filter(({ file }) => !existsSync(file))).toEqual([]);
  expect(protections.filter(({ testName }) => !isTest(testName))).toEqual([]);
});
