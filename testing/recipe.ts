import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const GUIDE = 'docs/make-it-yours.md';

/**
 * Applies the change that the guide shows for a file, and returns the result. A change is a code
 * block that starts with "```diff" and the file's path. "@@" separates its parts. Each part has to
 * match the file exactly once, so the guide can't get out of date.
 */
function applyRecipe(file: string): string {
  const [, rest] = readFileSync(GUIDE, 'utf8').split(`\`\`\`diff ${file}\n`);
  if (rest === undefined) throw new Error(`${GUIDE} shows no change for ${file}`);
  const block = rest.slice(0, rest.indexOf('\n```'));
  return block.split('\n@@\n').reduce(
    (source, part) => {
      const lines = part.split('\n');
      const without = (sign: string) =>
        lines.filter((line) => !line.startsWith(sign)).map((line) => line.slice(1));
      const found = source.split(without('+').join('\n'));
      if (found.length !== 2)
        throw new Error(
          `${GUIDE} changes lines that ${file} has ${found.length - 1} times:\n${part}`,
        );
      return found.join(without('-').join('\n'));
    },
    readFileSync(file, 'utf8'),
  );
}

/** Writes the changed file to where a test can import it, and returns the path. */
export function writeRecipe(file: string): string {
  const target = path.resolve('.data/recipes', file);
  const folder = path.posix.dirname(file);
  const source = applyRecipe(file).replaceAll(
    /(?<=from ')\.{1,2}\/[^']+/g,
    (module) => `@/${path.posix.join(folder, module)}`,
  );
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, source);
  return target;
}
