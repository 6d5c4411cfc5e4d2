import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSession, getStatus } from '../testing/partner';
import { startTestSimulator } from '../testing/test-simulator';
import { lockDataFolder } from './data-folder';

let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'data-folder-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const lockFile = () => join(dataDir, 'simulator.pid');

test('a second simulator on the same data folder is refused by name, and the first loses nothing', async () => {
  const first = await startTestSimulator({ dataDir });
  const { merchant_transaction_id: id } = await createSession(first);
  const before = await readFile(join(dataDir, 'journal.jsonl'), 'utf8');
  await expect(startTestSimulator({ dataDir })).rejects.toThrow(
    `process ${process.pid} uses the data folder ${dataDir}`,
  );
  expect(await readFile(join(dataDir, 'journal.jsonl'), 'utf8')).toBe(before);
  await first.restart();
  expect(await getStatus(first, id)).toBe('pending');
  await first.close();
});

test('a lock that a killed process left behind does not prevent a start', async () => {
  // Larger than any process id.
  await writeFile(lockFile(), '99999999');
  lockDataFolder(dataDir)();
});

test('the lock of a running process is respected, and names what to delete if it is not a simulator', async () => {
  await writeFile(lockFile(), String(process.ppid));
  expect(() => lockDataFolder(dataDir)).toThrow(
    `process ${process.ppid} uses the data folder ${dataDir}. Stop it, or set SIMULATOR_DATA_DIR. If it is not a simulator, delete ${lockFile()}.`,
  );
});

test('a data folder that cannot be written is reported in one sentence with what to do', async () => {
  await writeFile(join(dataDir, 'file'), '');
  expect(() => lockDataFolder(join(dataDir, 'file', 'state'))).toThrow(
    /^The simulator cannot start: the data folder cannot be written \(ENOTDIR: .*set SIMULATOR_DATA_DIR\.$/,
  );
});

test('a simulator that stops releases its lock', async () => {
  const simulator = await startTestSimulator({ dataDir });
  await simulator.close();
  expect(await readdir(dataDir)).not.toContain('simulator.pid');
});
