import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startTestServer } from '../../testing/test-server';
import { type Child, typescript } from '../../tools/process/child';
import type { Scope } from '../../tools/process/scope';
import { buildApp } from '../../tools/steps/build';
import { generateClient } from '../../tools/steps/generate';
import { showStep } from '../../tools/steps/progress';
import { each } from './each';
import type { MatrixEntry } from './matrix';
import { brokenOff, type Measured, measuredSchema } from './report';

/** Several times what the longest takes. */
const LONGEST_RUN_MS = 15 * 60_000;
const TOO_LONG = `it was not over after ${LONGEST_RUN_MS / 60_000} minutes and was stopped`;

export type Selection = {
  entries: readonly MatrixEntry[];
  seed: number;
  short: boolean;
  /** How many faults run side by side. */
  atATime: number;
};

export type FaultMeasured = { number: number; measured: Measured };

/** Builds what is missing and starts the Postgres that the faults have their databases on. */
export async function prepare(scope: Scope): Promise<void> {
  await showStep('Generate the database client', () => generateClient(scope, process.env));
  await showStep('Build the app', () => buildApp(scope, process.env));
  await showStep('Start a Postgres for the faults', async () => {
    scope.defer(await startTestServer());
  });
}

/** Each fault in a process of its own; `onEnd` is told of each as it ends. */
export function runFaults(
  scope: Scope,
  { entries, seed, short, atATime }: Selection,
  onEnd: (ended: FaultMeasured) => void,
): Promise<FaultMeasured[]> {
  return each(entries, atATime, async ({ number, file }) => {
    const resultFile = path.join('.data/faults', file, 'result.json');
    const child = scope.start({
      name: `fault-${file}`,
      args: [
        ...typescript,
        '--conditions=react-server',
        'faults/harness/run-one.ts',
        ...[String(number), String(seed), short ? 'short' : 'full'],
      ],
      env: process.env,
      output: 'log',
    });
    const code = await exitWithin(child, LONGEST_RUN_MS);
    const measured =
      code === 0 && existsSync(resultFile)
        ? measuredSchema.parse(JSON.parse(readFileSync(resultFile, 'utf8')))
        : brokenOff(file, code === null ? TOO_LONG : child.tail());
    onEnd({ number, measured });
    return { number, measured };
  });
}

/** The exit code, or null when it took too long and was stopped. */
async function exitWithin(child: Child, limitMs: number): Promise<number | null> {
  const tooLong = new AbortController();
  const timeout = delay(limitMs, null, { signal: tooLong.signal }).catch(() => null);
  const code = await Promise.race([child.exited, timeout]);
  tooLong.abort();
  if (code === null) await child.stop();
  return code;
}
