import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { adapterFor, freePort } from './testing/run-certification';
import { until } from './wait';

const program = fileURLToPath(new URL('bin.mjs', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'certify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(...args: string[]) {
  return spawn(process.execPath, [program, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(...args: string[]) {
  const child = start(...args);
  const exited = once(child, 'exit');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exited;
  return { code, stdout, stderr };
}

function configOf(adapter: object): string {
  const file = path.join(mkdtempSync(path.join(folder, 'config-')), 'partner.json');
  writeFileSync(file, JSON.stringify(adapter));
  return file;
}

const TIMEOUT_MS = 60_000;

test('without --config it exits with code 2 and the usage', { timeout: TIMEOUT_MS }, async () => {
  const { code, stderr } = await run('--report', 'x');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^--config is required\s+Usage: proof-certify/);
});

test('an unknown check exits with code 2', { timeout: TIMEOUT_MS }, async () => {
  const { code, stderr } = await run('--config', 'x.json', '--only', 'mint.none');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^--only: there is no check mint\.none/);
});

test('--list prints the checks with their grades', { timeout: TIMEOUT_MS }, async () => {
  const { code, stdout } = await run('--list');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^mint\.one-session \(must\): /);
});

test('a mistake in the file exits with code 2', { timeout: TIMEOUT_MS }, async () => {
  const { code, stderr } = await run('--config', configOf({ name: '' }));
  expect(code).toBe(2);
  expect(stderr).toMatch(/partner\.json:1: name: /);
});

test('a backend that does not run exits with code 2 before the first check', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { start: _, ...running } = adapterFor('good-backend.mjs', await freePort());
  const proxy = { port: await freePort(), token: 'sim_token' };
  const { code, stdout, stderr } = await run('--config', configOf({ ...running, proxy }));
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^The backend does not respond at http:\/\/127\.0\.0\.1:\d+, where mint\.url is\.\n$/,
  );
  expect(stdout).not.toContain('mint.');
});

test('a backend that ends at once exits with code 2 and what it printed', {
  timeout: TIMEOUT_MS,
}, async () => {
  const adapter = adapterFor('good-backend.mjs', await freePort());
  const command = [process.execPath, '-e', 'console.error("no database"); process.exit(1)'];
  const file = configOf({ ...adapter, start: { ...adapter.start, command } });
  const { code, stderr } = await run('--config', file);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^The backend \(.*\) ended\. It printed:\nno database/);
});

test('a selection is incomplete, and its reports are written', {
  timeout: TIMEOUT_MS,
}, async () => {
  const file = configOf(adapterFor('good-backend.mjs', await freePort()));
  const report = path.join(folder, 'report');
  const args = ['--config', file, '--only', 'status.failed,status.cancelled', '--report', report];
  const { code, stdout } = await run(...args);
  expect(stdout).toContain('2 passed, 0 failed');
  expect(code).toBe(3);
  for (const name of ['certificate.html', 'certificate.json', 'certificate.junit.xml', 'badge.svg'])
    expect(existsSync(path.join(report, name))).toBe(true);
});

test('a failed must-check exits with code 1', { timeout: TIMEOUT_MS }, async () => {
  const port = await freePort();
  const file = configOf(adapterFor('good-backend.mjs', port, { BREAK: 'status.cancelled' }));
  const { code, stdout } = await run('--config', file, '--only', 'status.cancelled');
  expect(code).toBe(1);
  expect(stdout).toMatch(/FAIL status\.cancelled: .*\n +the backend shows failed/);
});

test('SIGTERM ends the backend too', { timeout: TIMEOUT_MS }, async () => {
  const adapter = adapterFor('good-backend.mjs', await freePort());
  const responds = async () => {
    const response = await fetch(adapter.start.healthUrl).catch(() => null);
    return response !== null;
  };
  const child = start('--config', configOf(adapter));
  expect(await until(responds, TIMEOUT_MS)).toBe(true);
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(await until(async () => !(await responds()), 5_000)).toBe(true);
});
