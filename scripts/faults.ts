import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type CaseEntry, faultCases } from '../faults/harness/cases';
import { formatReports, isFailure } from '../faults/harness/report';
import { type NumberedReport, prepare, runFaultCases } from '../faults/harness/run-cases';
import { CommandError } from '../tools/process/command-error';
import { runCommand } from '../tools/process/run-command';

/** `npm run faults -- --only 1,5 --seed 42 --short`. Exits with 1 if a case failed, or was skipped in the workflow. */
runCommand(async (scope) => {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { seed: { type: 'string' }, only: { type: 'string' }, short: { type: 'boolean' } },
  });
  const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);
  if (!Number.isInteger(seed)) throw new CommandError('--seed must be a whole number.');
  const cases = selectCases(values.only);
  await prepare(scope);
  console.log(`\n  seed ${seed}: repeat this run with --seed ${seed}\n`);
  const selection = { cases, seed, short: values.short ?? false, concurrency: 1 };
  const reports = await runFaultCases(scope, selection, printReport);
  console.log(`\n${formatReports(reports)}`);
  return reports.some(({ report }) => isFailure(report)) ? 1 : 0;
});

function selectCases(only: string | undefined): readonly CaseEntry[] {
  if (only === undefined) return faultCases;
  const numbers = only.split(',').map(Number);
  const cases = faultCases.filter(({ number }) => numbers.includes(number));
  if (cases.length !== numbers.length)
    throw new CommandError('--only must be a list of fault case numbers, for example --only 1,5.');
  return cases;
}

function printReport({ number, report: { title, seconds, result } }: NumberedReport): void {
  const duration = seconds.toFixed(1).padStart(6);
  console.log(`  ${String(number).padStart(2)} ${title.padEnd(48)}${duration} s  ${result}`);
}
