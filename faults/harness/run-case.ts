import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from '../../tools/process/command-error';
import { runCommand } from '../../tools/process/run-command';
import { Scope } from '../../tools/process/scope';
import { faultCases } from './cases';
import type { FaultCase } from './fault-case';
import { seededRandom } from './random';
import { runFaultCase } from './report';

const [number, seedText, size] = process.argv.slice(2);

/** Runs one fault case, in its own process because the case changes the environment. */
runCommand(async (command) => {
  const entry = faultCases.find((candidate) => candidate.number === Number(number));
  if (!entry) throw new CommandError(`There is no fault case ${number}.`);
  const folder = path.join('.data/faults', entry.file);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const scope = new Scope(folder);
  command.defer(() => scope.close());

  const { faultCase }: { faultCase: FaultCase } = await import(`../${entry.file}.ts`);
  const seed = Number(seedText) + entry.number;
  const random = seededRandom(seed);
  const short = size === 'short';
  const report = await runFaultCase(faultCase, { seed, short, random, scope, folder });
  writeFileSync(path.join(folder, 'report.json'), JSON.stringify(report, null, 2));
  return 0;
});
