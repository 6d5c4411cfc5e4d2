import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSession, getStatus } from '../testing/partner';
import { startTestSimulator } from '../testing/test-simulator';
import { lockDataFolder } from './data-folder';

const program = fileURLToPath(new URL('../bin.mjs', import.meta.url));

/** Runs a program as process 1, as a container does. The program ends with the command. */
const AS_FIRST_PROCESS = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];
const canUnshare = spawnSync('unshare', [...AS_FIRST_PROCESS.slice(1), 'true']).status === 0;

let dataDir = '';
let children: ChildProcess[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'data-folder-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

/** Returns the process and its first output, which says that it has started or why not. */
async function start(command: string[] = []) {
  const [file = process.execPath, ...args] = [...command, process.execPath, program];
  const child = spawn(file, args, {
    env: { NODE_ENV: 'test', SIMULATOR_PORT: '0', SIMULATOR_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const output = once(child.stdout, 'data').then(String);
  return { child, output: await Promise.race([output, text(child.stderr)]) };
}

test('a second simulator on the same data folder is refused by name, and the first loses nothing', async () => {
  const first = await startTestSimulator({ dataDir });
  const { merchant_transaction_id: id } = await createSession(first);
  const before = await readFile(join(dataDir, 'journal.jsonl'), 'utf8');
  await expect(startTestSimulator({ dataDir })).rejects.toThrow(
    `process ${process.pid} on ${hostname()} uses the data folder ${dataDir}. Stop it, or set SIMULATOR_DATA_DIR.`,
  );
  expect(await readFile(join(dataDir, 'journal.jsonl'), 'utf8')).toBe(before);
  await first.restart();
  expect(await getStatus(first, id)).toBe('pending');
  await first.close();
});

test.skipIf(!canUnshare)(
  'containers that are all process 1 see each other, and one that is killed prevents no start',
  async () => {
    const first = await start(AS_FIRST_PROCESS);
    expect(first.output).toContain('Proof simulator ready');
    const second = await start(AS_FIRST_PROCESS);
    expect(second.output).toContain(`process 1 on ${hostname()} uses the data folder ${dataDir}.`);
    first.child.kill('SIGKILL');
    await once(first.child, 'close');
    expect((await start(AS_FIRST_PROCESS)).output).toContain('Proof simulator ready');
  },
  60_000,
);

test('a suspended simulator keeps its lock, and the sentence names the file to delete', async () => {
  const first = await start();
  first.child.kill('SIGSTOP');
  await expect(lockDataFolder(dataDir)).rejects.toThrow(
    `a process that does not respond uses the data folder ${dataDir}. Stop it, or set SIMULATOR_DATA_DIR. If there is no such process, delete ${join(dataDir, 'simulator-1.lock')}.`,
  );
}, 30_000);

test('of many starts at the same time one gets the folder, also after a killed simulator', async () => {
  const { child } = await start();
  child.kill('SIGKILL');
  await once(child, 'close');
  const starts = await Promise.allSettled(
    Array.from({ length: 20 }, () => lockDataFolder(dataDir)),
  );
  const started = starts.filter(({ status }) => status === 'fulfilled');
  expect(started).toHaveLength(1);
  expect(await readdir(dataDir)).toEqual(expect.arrayContaining(['simulator-2.lock']));
  for (const result of starts) if (result.status === 'fulfilled') result.value();
  (await lockDataFolder(dataDir))();
  const locks = (await readdir(dataDir)).filter((name) => name.startsWith('simulator'));
  expect(locks).toEqual(['simulator-3.lock']);
}, 30_000);

test('a folder with a path that is too long for a socket can be used by one simulator, too', async () => {
  const folders = ['one', 'two'].map((name) => join(dataDir, 'long-name'.repeat(20), name));
  const releases = await Promise.all(folders.map(lockDataFolder));
  for (const folder of folders)
    await expect(lockDataFolder(folder)).rejects.toThrow(`uses the data folder ${folder}.`);
  for (const release of releases) release();
});

test.for([
  { problem: 'cannot be written', folder: 'file/state', code: 'ENOTDIR' },
  { problem: 'cannot contain sockets', folder: '/proc/self', code: 'E' },
])(
  'a data folder that $problem is reported in one sentence with what to do',
  async ({ folder, code }) => {
    await writeFile(join(dataDir, 'file'), '');
    await expect(lockDataFolder(resolve(dataDir, folder))).rejects.toThrow(
      new RegExp(
        `^The simulator cannot start: the data folder .* cannot be locked \\(.*${code}.*\\)\\. .* set SIMULATOR_DATA_DIR\\.$`,
      ),
    );
  },
);

test('a simulator that stops releases its lock', async () => {
  const simulator = await startTestSimulator({ dataDir });
  await simulator.close();
  (await lockDataFolder(dataDir))();
});
