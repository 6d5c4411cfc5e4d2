import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type MatrixEntry, matrix } from '../faults/harness/matrix';
import { formatReport } from '../faults/harness/report';
import { type FaultMeasured, prepare, runFaults } from '../faults/harness/run-all';
import { CommandError } from '../tools/process/command-error';
import { runCommand } from '../tools/process/run-command';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { seed: { type: 'string' }, only: { type: 'string' }, short: { type: 'boolean' } },
});

/** `npm run faults -- --only 1,5 --seed 42 --short`; ends with 1 when a figure was missed. */
runCommand(async (scope) => {
  const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);
  if (!Number.isInteger(seed)) throw new CommandError('--seed needs a whole number.');
  const entries = chosen(values.only);
  await prepare(scope);
  console.log(`\n  seed ${seed}: repeat this run with --seed ${seed}\n`);
  const selection = { entries, seed, short: values.short ?? false, atATime: 1 };
  const results = await runFaults(scope, selection, showEnd);
  console.log(`\n${formatReport(results)}`);
  return results.every(({ measured }) => measured.passed) ? 0 : 1;
});

function chosen(only: string | undefined): readonly MatrixEntry[] {
  if (only === undefined) return matrix;
  const numbers = only.split(',').map(Number);
  const entries = matrix.filter(({ number }) => numbers.includes(number));
  if (entries.length !== numbers.length)
    throw new CommandError('--only needs numbers of faults, as in --only 1,5');
  return entries;
}

function showEnd({ number, measured }: FaultMeasured): void {
  const verdict = measured.passed ? 'reached' : 'MISSED';
  const seconds = measured.seconds.toFixed(1).padStart(6);
  console.log(
    `  ${String(number).padStart(2)} ${measured.title.padEnd(48)}${seconds} s  ${verdict}`,
  );
}
