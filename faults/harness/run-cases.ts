import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pLimit from 'p-limit';
import { startTestServer } from '../../testing/test-server';
import { type Child, typescript } from '../../tools/process/child';
import type { Scope } from '../../tools/process/scope';
import { buildApp } from '../../tools/steps/build';
import { generateClient } from '../../tools/steps/generate';
import { showStep } from '../../tools/steps/progress';
import type { CaseEntry } from './cases';
import { createCertificate, findNginx } from './nginx';
import { abortedReport, type CaseReport, caseReportSchema, skippedReport } from './report';

/** Several times the duration of the longest case. */
const CASE_TIMEOUT_MS = 15 * 60_000;

export type Selection = {
  cases: readonly CaseEntry[];
  seed: number;
  short: boolean;
  /** The number of cases that run at a time. */
  concurrency: number;
};

export type NumberedReport = { number: number; report: CaseReport };

/** Builds what is missing, and starts the Postgres for the databases of the fault cases. */
export async function prepare(scope: Scope): Promise<void> {
  await showStep('Generate the database client', () => generateClient(scope, process.env));
  await showStep('Build the app', () => buildApp(scope, process.env));
  await showStep('Start a Postgres for the fault cases', async () => {
    scope.defer(await startTestServer());
  });
}

export function runFaultCases(
  scope: Scope,
  { cases, seed, short, concurrency }: Selection,
  onReport: (report: NumberedReport) => void,
): Promise<NumberedReport[]> {
  return pLimit(concurrency).map(cases, async ({ number, file, behindNginx }) => {
    if (behindNginx && !findNginx()) {
      const report = skippedReport(file, 'nginx is not installed, so nothing was checked.');
      onReport({ number, report });
      return { number, report };
    }
    const trusted = behindNginx && (await createCertificate('.data/faults/tls'));
    const reportFile = path.join('.data/faults', file, 'report.json');
    const child = scope.start({
      name: `fault-${file}`,
      args: [
        ...typescript,
        '--conditions=react-server',
        'faults/harness/run-case.ts',
        ...[String(number), String(seed), short ? 'short' : 'full'],
      ],
      env: trusted ? { ...process.env, NODE_EXTRA_CA_CERTS: trusted } : process.env,
      output: 'log',
    });
    const code = await exitCode(child, CASE_TIMEOUT_MS);
    const report =
      code === 0 && existsSync(reportFile)
        ? caseReportSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8')))
        : abortedReport(file, code === null ? 'It timed out and was stopped.' : child.tail());
    onReport({ number, report });
    return { number, report };
  });
}

/** Null if the process did not exit in time and was stopped. */
async function exitCode(child: Child, timeoutMs: number): Promise<number | null> {
  const exited = new AbortController();
  const timeout = delay(timeoutMs, null, { signal: exited.signal }).catch(() => null);
  const code = await Promise.race([child.exited, timeout]);
  exited.abort();
  if (code === null) await child.stop();
  return code;
}
