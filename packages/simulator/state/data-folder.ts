import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { ConfigError } from '../config';
import { messageOf } from './journal';

const LOCK_NAME = /^simulator-(\d+)\.lock$/;
const FILE_MODE = 0o600;
const RESPONSE_TIMEOUT_MS = 5_000;
const MAX_SOCKET_PATH = 100;

/**
 * Keeps a second simulator off the data folder, since each would overwrite what the other has
 * stored. The lock is a listening socket, which the kernel closes with its process. So the next start
 * takes over from a killed process at once, and containers see each other's locks in a volume, where
 * all have the same process id.
 * @returns a function that releases the lock
 * @throws ConfigError naming the process that uses the folder, or why it cannot be locked
 */
export async function lockDataFolder(dataDir: string): Promise<() => void> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(`process ${process.pid} on ${hostname()}`);
  }).unref();
  const release = () => {
    server.close();
  };
  try {
    mkdirSync(dataDir, { recursive: true });
    if (process.platform === 'win32') await listenOnPipe(server, dataDir);
    else await listenInFolder(server, dataDir);
    return release;
  } catch (error) {
    release();
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(
      `The simulator cannot start: the data folder ${dataDir} cannot be locked (${messageOf(error)}). Let the user that runs the simulator write it, on a file system with Unix sockets, or set SIMULATOR_DATA_DIR.`,
    );
  }
}

/**
 * The socket with the highest number has the lock, and is never removed. A start that finds it closed
 * links its own socket to the next number, which succeeds for one start only.
 */
async function listenInFolder(server: Server, dataDir: string): Promise<void> {
  // Gets its number once it listens, because a number whose socket does not listen is free.
  const newName = `simulator-${randomUUID()}.new`;
  atPath(dataDir, newName, (path) => server.listen(path));
  await once(server, 'listening');
  const newFile = join(dataDir, newName);
  chmodSync(newFile, FILE_MODE);
  try {
    for (;;) {
      const highest = Math.max(0, ...lockNumbers(dataDir));
      if (highest > 0) await requireClosed(dataDir, lockName(highest));
      if (!linkIfFree(newFile, join(dataDir, lockName(highest + 1)))) continue;
      const numbers = lockNumbers(dataDir);
      if (Math.max(...numbers) > highest + 1) continue;
      for (const number of numbers)
        if (number <= highest) rmSync(join(dataDir, lockName(number)), { force: true });
      return;
    }
  } finally {
    rmSync(newFile, { force: true });
  }
}

/** A pipe is not in the folder, and its name is free once its process has ended. */
async function listenOnPipe(server: Server, dataDir: string): Promise<void> {
  const folder = createHash('sha256').update(resolve(dataDir)).digest('hex');
  const pipe = `\\\\.\\pipe\\proof-simulator-${folder}`;
  await requireClosed(dataDir, pipe);
  server.listen(pipe);
  await once(server, 'listening');
}

const lockName = (number: number) => `simulator-${number}.lock`;

function lockNumbers(dataDir: string): number[] {
  return readdirSync(dataDir).flatMap((name) => {
    const [, number] = LOCK_NAME.exec(name) ?? [];
    return number === undefined ? [] : Number(number);
  });
}

function linkIfFree(file: string, newFile: string): boolean {
  try {
    linkSync(file, newFile);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @throws ConfigError naming the process that listens */
async function requireClosed(dataDir: string, name: string): Promise<void> {
  const socket = process.platform === 'win32' ? connect(name) : atPath(dataDir, name, connect);
  // A suspended process accepts connections, too.
  socket.setTimeout(RESPONSE_TIMEOUT_MS, () => socket.destroy());
  let holder = 'a process that does not respond';
  try {
    holder = await text(socket);
  } catch (error) {
    if (['ECONNREFUSED', 'ENOENT'].includes(codeOf(error))) return;
  }
  throw new ConfigError(
    `The simulator cannot start: ${holder} uses the data folder ${dataDir}. Stop it, or set SIMULATOR_DATA_DIR. If there is no such process, delete ${resolve(dataDir, name)}.`,
  );
}

/**
 * A socket's path has about 100 bytes at most. A longer one is opened relative to its folder, which
 * worker threads cannot do.
 */
function atPath<T>(folder: string, name: string, open: (path: string) => T): T {
  const path = join(folder, name);
  if (Buffer.byteLength(path) <= MAX_SOCKET_PATH) return open(path);
  const before = process.cwd();
  process.chdir(folder);
  try {
    return open(name);
  } finally {
    process.chdir(before);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
