import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const program = fileURLToPath(new URL('bin.mjs', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(port: string) {
  const env = { ...process.env, SIMULATOR_PORT: port, SIMULATOR_DATA_DIR: join(folder, 'state') };
  return spawn(process.execPath, [program], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('it starts from any folder, serves API and control room, and ends with 0 on SIGTERM', async () => {
  const child = start('0');
  const [line] = await once(createInterface(child.stdout), 'line');
  const url = String(line).split(' ').at(-1);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect(await (await fetch(`${url}/control`)).text()).toContain('<html');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
}, 30_000);

test('a bad variable ends it with code 1 and names the variable', async () => {
  const child = start('none');
  const [line] = await once(createInterface(child.stderr), 'line');
  expect(line).toContain('SIMULATOR_PORT');
  expect((await once(child, 'exit'))[0]).toBe(1);
}, 30_000);
