import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applyDiff, blocksOf, PAGE } from './page';

/** Writes a file with the changes of a section to where a test can import it, and returns the path. */
export function changedModule(heading: string, file: string): string {
  const block = blocksOf(heading).find(
    (candidate) => candidate.kind === 'diff' && candidate.file === file,
  );
  if (block?.kind !== 'diff') throw new Error(`${PAGE} shows no change for ${file}.`);
  const folder = path.posix.dirname(file);
  const source = applyDiff(block, readFileSync(file, 'utf8')).replaceAll(
    /(?<=from ')\.{1,2}\/[^']+/g,
    (module) => `@/${path.posix.join(folder, module)}`,
  );
  const target = path.resolve('.data/recipes', file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, source);
  return target;
}
