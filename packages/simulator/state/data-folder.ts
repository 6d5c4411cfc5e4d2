import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError } from '../config';
import { messageOf } from './journal';

const FILE_MODE = 0o600;

/** The locks of this process. */
const held = new Set<string>();

/**
 * Keeps a second simulator off the data folder, since each would overwrite what the other has
 * stored. A process that was killed leaves its lock behind, which the next start replaces.
 * @returns a function that releases the lock
 * @throws ConfigError naming the process that uses the folder, or why it cannot be written
 */
export function lockDataFolder(dataDir: string): () => void {
  const file = resolve(dataDir, 'simulator.pid');
  if (!writeLock(file)) {
    const holder = Number(readFileSync(file, 'utf8'));
    if (held.has(file) || isRunning(holder))
      throw new ConfigError(
        `The simulator cannot start: process ${holder} uses the data folder ${dataDir}. Stop it, or set SIMULATOR_DATA_DIR. If it is not a simulator, delete ${file}.`,
      );
    rmSync(file);
    writeLock(file);
  }
  held.add(file);
  return () => {
    held.delete(file);
    rmSync(file, { force: true });
  };
}

/** Returns false if there is a lock. */
function writeLock(file: string): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: FILE_MODE });
    return true;
  } catch (error) {
    if (existsSync(file)) return false;
    throw new ConfigError(
      `The simulator cannot start: the data folder cannot be written (${messageOf(error)}). Let the user that runs the simulator write it, or set SIMULATOR_DATA_DIR.`,
    );
  }
}

/** In a container, the process before this one had the same id. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
