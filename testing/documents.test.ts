import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

/** The changelog and the decisions are records: they say what was, and keep it. */
const records = /^(CHANGELOG\.md|docs\/decisions\/)/;

const documents = ['.', 'docs', 'faults', 'packages']
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: folder !== '.', encoding: 'utf8' }).map((file) =>
      path.posix.join(folder, file),
    ),
  )
  .filter((file) => file.endsWith('.md') && !file.includes('node_modules') && !records.test(file));

const texts = documents.map((file) => ({ file, text: readFileSync(file, 'utf8') }));

/** Every match of the pattern's first group in every document, as "document: match". */
function findAll(pattern: RegExp, isMissing: (found: string, file: string) => boolean): string[] {
  return texts.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)]
      .flatMap(([, found]) => found ?? [])
      .filter((found) => isMissing(found, file))
      .map((found) => `${file}: ${found}`),
  );
}

test('every command that a document names exists', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  expect(documents.length).toBeGreaterThan(0);
  expect(findAll(/npm run ([a-z][a-z:0-9]*)/g, (name) => !(name in scripts))).toEqual([]);
});

test('every file that a document links to exists', () => {
  const isMissing = (link: string, file: string) =>
    !/^(https?:|#)/.test(link) &&
    !existsSync(path.join(path.dirname(file), decodeURI(link.replace(/#.*$/, ''))));
  expect(findAll(/\]\(([^)\s]+)\)/g, isMissing)).toEqual([]);
});

test('every file that a document names exists', () => {
  const named =
    /`((?:app|components|deploy|docs|e2e|faults|lib|ops|packages|prisma|scripts|testing|tools)\/[^`*…]+)`/g;
  expect(findAll(named, (file) => !existsSync(file))).toEqual([]);
});
