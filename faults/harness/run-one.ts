import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from '../../tools/process/command-error';
import { runCommand } from '../../tools/process/run-command';
import { Scope } from '../../tools/process/scope';
import type { Fault } from './fault';
import { matrix } from './matrix';
import { seededRandom } from './random';
import { measure } from './report';

const [number, seedText, size] = process.argv.slice(2);

/** One fault in a process of its own: the environment is the fault's alone. */
runCommand(async (command) => {
  const entry = matrix.find((candidate) => candidate.number === Number(number));
  if (!entry) throw new CommandError(`There is no fault ${number}.`);
  const folder = path.join('.data/faults', entry.file);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const scope = new Scope(folder);
  command.defer(() => scope.close());

  const { fault }: { fault: Fault } = await import(`../${entry.file}.ts`);
  const seed = Number(seedText) + entry.number;
  const random = seededRandom(seed);
  const measured = await measure(fault, {
    seed,
    short: size === 'short',
    random,
    scope,
    folder,
  });
  writeFileSync(path.join(folder, 'result.json'), JSON.stringify(measured, null, 2));
  return 0;
});
