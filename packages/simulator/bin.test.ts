import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const program = fileURLToPath(new URL('bin.mjs', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(port: string, ...args: string[]) {
  const env = { ...process.env, SIMULATOR_PORT: port, SIMULATOR_DATA_DIR: join(folder, 'state') };
  return spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('the program starts in any folder, serves API and control room, and exits with 0 on SIGTERM', async () => {
  const child = start('0');
  const [line] = await once(createInterface(child.stdout), 'line');
  const url = String(line).split(' ').at(-1);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect(await (await fetch(`${url}/control`)).text()).toContain('<html');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
}, 30_000);

test('the output has the token and a request that creates a session', async () => {
  const child = start('0');
  let output = '';
  for await (const line of createInterface(child.stdout)) {
    output += `${line}\n`;
    if (line.includes(' -d ')) break;
  }
  expect(output).toContain('Client token   sim_client_token');
  const command = /curl .*$/s.exec(output)?.[0] ?? '';
  const session = JSON.parse(await text(spawn('sh', ['-c', command]).stdout));
  expect(session).toMatchObject({ type: 'buy', amount: '100' });
  child.kill('SIGTERM');
  await once(child, 'exit');
}, 30_000);

test('an invalid variable exits with code 1 and is named', async () => {
  const child = start('none');
  const [line] = await once(createInterface(child.stderr), 'line');
  expect(line).toContain('SIMULATOR_PORT');
  expect((await once(child, 'exit'))[0]).toBe(1);
}, 30_000);

test('--help lists the environment variables and exits with code 0', async () => {
  const child = start('0', '--help');
  const help = await text(child.stdout);
  expect(help).toMatch(/^Usage: proof-simulator/);
  expect(help).toContain('SIMULATOR_PORT');
  expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(0);
}, 30_000);
