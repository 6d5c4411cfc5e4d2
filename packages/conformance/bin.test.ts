import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { TOKEN, withSimulator } from './testing/simulator-process';

const program = fileURLToPath(new URL('bin.mjs', import.meta.url));
const TIMEOUT_MS = 120_000;

const simulator = withSimulator();

/** Runs the program without a terminal. */
async function run(...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], { cwd: tmpdir() });
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await exited, stdout, stderr };
}

const checkedSimulator = () => ['--api', simulator.url, '--token', TOKEN, '--poll', '1'];
const controlled = () => ['--control', `${simulator.url}/control/api`];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

test('wrong arguments exit with code 2 and say what is missing', async () => {
  const { status, stderr } = await run('--token', 'x');
  expect(status).toBe(2);
  expect(stderr).toMatch(/--api is required\s+Usage:/);
});

test('a URL that does not respond exits with code 2 and one sentence', async () => {
  const { status, stderr } = await run('--api', 'http://127.0.0.1:1', '--token', 'x');
  expect(status).toBe(2);
  expect(stderr.trim()).toMatch(/^\S[^\n]*got no response[^\n]*$/);
});

test('--help prints the usage and exits with code 0', async () => {
  const { status, stdout } = await run('--help');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Usage: proof-conformance/);
});

test.concurrent(
  'an unattended run pays by itself and checks every documented rule',
  async ({ expect: expectHere }) => {
    const port = await freePort();
    simulator.routeWebhooks(null, `http://127.0.0.1:${port}/`);
    const webhooks = ['--webhook-port', String(port)];
    const result = await run(...checkedSimulator(), ...controlled(), ...webhooks, '--sell');
    expectHere(result.stdout).toContain('meets every documented rule');
    expectHere(result.stdout).toMatch(/ passed, 0 failed, 0 skipped/);
    expectHere(result.status).toBe(0);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'a run in which nobody pays is incomplete, exits with code 3 and says what to pass',
  async ({ expect: expectHere }) => {
    const { status, stdout } = await run(...checkedSimulator());
    expectHere(stdout).toMatch(/^Incomplete: .*payments: pass --control URL/ms);
    expectHere(stdout).toContain('selling: pass --sell');
    expectHere(stdout).toContain('webhooks: pass --webhook-port');
    expectHere(status).toBe(3);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'groups that are left out on request do not make a run incomplete',
  async ({ expect: expectHere }) => {
    const { status, stdout } = await run(...checkedSimulator(), '--skip', 'payments,selling');
    expectHere(stdout).toContain('Left out on request: payments, selling, webhooks.');
    expectHere(status).toBe(0);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'a control API that cannot pay exits with code 2 and names the option',
  async ({ expect: expectHere }) => {
    const { status, stderr } = await run(...checkedSimulator(), '--control', simulator.url);
    expectHere(stderr).toMatch(/returned 404\. Check --control and --control-token\.\s*$/);
    expectHere(status).toBe(2);
  },
  TIMEOUT_MS,
);
