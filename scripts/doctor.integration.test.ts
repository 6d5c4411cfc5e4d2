import { expect, test } from 'vitest';
import { z } from 'zod';
import { withPartnerApp } from '../testing/partner-app';
import { typescript } from '../tools/process/child';
import { runProgram } from '../tools/suites/run-program';

const app = withPartnerApp();

const reportSchema = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), status: z.string(), found: z.string() })),
});

async function runDoctor(changes: Record<string, string>, ...args: string[]) {
  const { simulator } = app;
  const env = { ...simulator.settings, DATABASE_URL: String(process.env.DATABASE_URL), ...changes };
  const script = ['--conditions=react-server', 'scripts/doctor-process.ts', ...args];
  return runProgram([...typescript, ...script], env);
}

test('the exit code is 1 if a check fails, and the JSON says which', async () => {
  const { code, output } = await runDoctor({ PROOF_CLIENT_TOKEN: 'sim_not-the-token' }, '--json');
  const report = reportSchema.parse(JSON.parse(output));
  const status = Object.fromEntries(report.checks.map((check) => [check.name, check.status]));
  expect([code, report.ok]).toEqual([1, false]);
  expect(status).toMatchObject({
    ...{ environment: 'passed', database: 'passed', notifications: 'passed' },
    // No app runs in this test.
    ...{ token: 'failed', app: 'failed', webhook: 'skipped' },
  });
  expect(output).not.toContain('not-the-token');
});

test('an invalid environment is one failure, and every other check says that it needs a valid one', async () => {
  const { code, output } = await runDoctor({ AUTH_SECRET: 'short-secret' });
  expect(code).toBe(1);
  expect(output).toContain('Environment: AUTH_SECRET must have at least 32 characters.');
  expect(output.match(/Needs a valid environment\./g)).toHaveLength(15);
  expect(output).not.toContain('short-secret');
});

test('an error that quotes a secret shows none', async () => {
  const url = new URL(String(process.env.DATABASE_URL));
  url.username = url.password;
  const { output } = await runDoctor({ DATABASE_URL: url.href });
  expect(output).toContain('password authentication failed for user "[hidden]"');
  expect(output).not.toContain(url.password);
});
