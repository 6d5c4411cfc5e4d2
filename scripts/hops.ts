import { entriesInReadme, findHops, type Hop } from '../tools/hops';
import { CommandError } from '../tools/process/command-error';
import { runCommand } from '../tools/process/run-command';

/** The limits that the README states. */
const limits = { files: 40, lines: 2_850 };

/** `npm run hops`: what somebody reads to follow a transaction. Exits with 1 above the limits. */
runCommand(async () => {
  const entries = entriesInReadme();
  if (entries.length === 0) throw new CommandError('The README names no file of the path.');
  const { path, foundations } = await findHops(entries);
  for (const { file, lines } of path) console.log(`${String(lines).padStart(6)}  ${file}`);
  const [onPath, below] = [summarise(path), summarise(foundations)];
  console.log(`\n${onPath.files} files, ${onPath.lines} lines`);
  console.log(`and ${below.files} foundations in lib (env, db, log, …), ${below.lines} lines`);
  return onPath.files <= limits.files && onPath.lines <= limits.lines ? 0 : 1;
});

function summarise(hops: Hop[]): { files: number; lines: number } {
  return { files: hops.length, lines: hops.reduce((sum, { lines }) => sum + lines, 0) };
}
