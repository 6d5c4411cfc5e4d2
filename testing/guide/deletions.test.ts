import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { applyDiff, blocksOf, headingsBelow } from './page';

const blocks = headingsBelow("Delete what you don't need").flatMap(blocksOf);

/** The words after the command, on every line that starts with it. */
function argumentsOf(command: RegExp): string[] {
  const commands = blocks
    .filter(({ kind }) => kind === 'sh')
    .flatMap(({ text }) => text.split('\n'));
  return commands
    .filter((line) => command.test(line))
    .flatMap((line) => line.replace(command, '').split(' '));
}

/** `npm run test:separable` would fail too, but only after minutes. */
test('the guides that stay name no file and no command that can be deleted', () => {
  const files = argumentsOf(/^rm (-r )?/).filter((file) => file.includes('/'));
  const commands = argumentsOf(/^npm pkg delete /)
    .filter((key) => key.startsWith('scripts.'))
    .map((key) => key.replace('scripts.', 'npm run '));
  expect(files).toContain('docs/testing.md');
  expect(commands).toContain('npm run bench');

  const named = readdirSync('docs', { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => `docs/${name}`)
    .filter((guide) => !files.includes(guide))
    .flatMap((guide) => {
      const changes = blocks.filter((block) => block.kind === 'diff' && block.file === guide);
      const text = changes.reduce(
        (source, { text }) => applyDiff({ file: guide, text }, source),
        readFileSync(guide, 'utf8'),
      );
      return [...files, ...commands]
        .filter((name) => text.includes(`\`${name}`))
        .map((name) => `${guide}: ${name}`);
    });
  expect(named).toEqual([]);
});
