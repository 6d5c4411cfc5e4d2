import { readFileSync } from 'node:fs';
import { CommandError } from '../../tools/process/command-error';

export const PAGE = 'docs/make-it-yours.md';

/** A change of a file, or shell commands to run at the top of the repository. */
export type Block = { kind: 'diff'; file: string; text: string } | { kind: 'sh'; text: string };

export function headingsBelow(heading: string): string[] {
  return [...sectionOf(heading, '##').matchAll(/^### (.+)$/gm)].flatMap(([, name]) => name ?? []);
}

export function blocksOf(heading: string): Block[] {
  const section = sectionOf(heading, '##') || sectionOf(heading, '###');
  const blocks = [...section.matchAll(/^```(?:(sh)|diff (\S+))\n(.*?)\n```$/gms)].map(
    ([, sh, file = '', text = '']): Block =>
      sh ? { kind: 'sh', text } : { kind: 'diff', file, text },
  );
  if (blocks.length === 0) throw new CommandError(`${PAGE} has no blocks under "${heading}".`);
  return blocks;
}

function sectionOf(heading: string, level: '##' | '###'): string {
  const [, rest = ''] = readFileSync(PAGE, 'utf8').split(`\n${level} ${heading}\n`);
  const [section = ''] = rest.split(level === '##' ? /^## /m : /^###? /m);
  return section;
}

/**
 * "@@" separates the parts of a diff. The lines that a part keeps or removes have to be in the source
 * exactly once, so that the page can't get out of date.
 */
export function applyDiff({ file, text }: { file: string; text: string }, source: string): string {
  return text
    .split('\n@@\n')
    .reduce((lines, part) => replaceOnce(lines, part.split('\n'), file), source.split('\n'))
    .join('\n');
}

function replaceOnce(lines: string[], part: string[], file: string): string[] {
  const without = (sign: string) =>
    part.filter((line) => !line.startsWith(sign)).map((line) => line.slice(1));
  const [before, after] = [without('+'), without('-')];
  const found = lines.flatMap((_, at) =>
    before.every((line, i) => lines[at + i] === line) ? at : [],
  );
  const [at] = found;
  if (at === undefined || found.length > 1 || before.length === 0) {
    const message = `${PAGE} changes lines that are in ${file} ${found.length} times, not once:`;
    throw new CommandError(`${message}\n${part.join('\n')}`);
  }
  return lines.toSpliced(at, before.length, ...after);
}
