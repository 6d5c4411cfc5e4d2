import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ORDER } from '../testing/test-simulator';

const program = fileURLToPath(new URL('../bin.mjs', import.meta.url));

const headers = { authorization: 'Bearer sim_client_token' };
const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0;

/** Files may have so many blocks of 512 bytes, and a larger one cannot be written, as on a full disk. */
async function start(dataDir: string, blocks: number | 'unlimited') {
  const limited = `trap '' XFSZ; ulimit -S -f ${blocks}; exec "$@"`;
  const child = spawn('sh', ['-c', limited, 'sh', process.execPath, program], {
    env: { NODE_ENV: 'test', SIMULATOR_PORT: '0', SIMULATOR_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors = text(child.stderr);
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, errors, url: String(line).split(' ').at(-1) };
}

/** Returns the IDs of the orders that were confirmed. */
async function order(url: string | undefined, times: number): Promise<string[]> {
  const confirmed: string[] = [];
  for (let time = 0; time < times; time += 1) {
    const init = { method: 'POST', headers, body: JSON.stringify(ORDER) };
    const response = await fetch(`${url}/widget/session`, init);
    if (response.ok) confirmed.push(String((await response.json()).merchant_transaction_id));
  }
  return confirmed;
}

test.skipIf(!hasPrlimit)(
  'on a full disk orders are refused with a sentence in the output, and none that was confirmed is lost',
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'full-disk-'));
    const full = await start(dataDir, 64);
    const before = await order(full.url, 100);
    expect([before.length > 5, before.length < 95]).toEqual([true, true]);
    spawnSync('prlimit', ['--pid', String(full.child.pid), '--fsize=unlimited']);
    const after = await order(full.url, 5);
    expect(after).toHaveLength(5);
    full.child.kill('SIGKILL');
    await once(full.child, 'exit');
    const output = await full.errors;
    expect(output).toMatch(/^The (data folder|event log) cannot be written: EFBIG/);
    expect(output).not.toMatch(/^ +at /m);

    const again = await start(dataDir, 'unlimited');
    const read = (id: string) => fetch(`${again.url}/widget/transactions/${id}`, { headers });
    const statuses = await Promise.all(
      [...before, ...after].map(async (id) => (await read(id)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    again.child.kill('SIGTERM');
    await once(again.child, 'exit');
    await rm(dataDir, { recursive: true });
  },
  60_000,
);
