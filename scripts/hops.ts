import { entriesInReadme, findHops, type Hop } from '../tools/hops';
import { runCommand } from '../tools/process/run-command';

/** `npm run hops` prints the files to read to follow a transaction. */
runCommand(async () => {
  const { path, foundations } = await findHops(entriesInReadme());
  for (const { file, lines } of path) console.log(`${String(lines).padStart(6)}  ${file}`);
  console.log(`\n${summarise(path)}, plus ${summarise(foundations)} that they build on`);
  return 0;
});

function summarise(hops: Hop[]): string {
  return `${hops.length} files with ${hops.reduce((sum, { lines }) => sum + lines, 0)} lines`;
}
