import { parseArgs } from 'node:util';
import { ALL_CHECKS } from './checks/all';

export const USAGE = `Usage: proof-certify --config FILE [options]

Certifies a partner's backend: misbehaves as the provider and judges what the backend says.

  --config FILE   description of the backend, as JSON
  --report DIR    write the certificate as HTML, JSON, JUnit XML and SVG
  --only ID,…     run these checks only; the certificate is then incomplete
  --list          print the checks
  --help          print this text

Exits with 0 if the backend is certified, 1 if a must-check failed, 2 if the certification could not
run, 3 if no must-check failed but one was not applicable.`;

export type Arguments = { config: string; reportDir: string | null; only: string[] | null };

export class UsageError extends Error {}

const value = { type: 'string' } as const;

/** @throws UsageError */
export function readArguments(args: string[]): Arguments {
  const { config, report, only } = parse(args);
  if (config === undefined) throw new UsageError('--config is required');
  const ids = only?.split(',').map((id) => id.trim());
  const unknown = ids?.filter((id) => !ALL_CHECKS.some((check) => check.id === id)) ?? [];
  if (unknown.length > 0)
    throw new UsageError(`--only: there is no check ${unknown.join(', ')}; --list prints them`);
  return { config, reportDir: report ?? null, only: ids ?? null };
}

function parse(args: string[]) {
  const options = { config: value, report: value, only: value };
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
