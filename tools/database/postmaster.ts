import { existsSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { isRunning } from '../process/is-running';

/** From postmaster.pid, whose lines PostgreSQL documents. */
type Postmaster = {
  port: number;
  ready: boolean;
};

/** Finds the running server. Deletes the postmaster.pid that a crash left behind. */
export async function findPostmaster(dataFolder: string): Promise<Postmaster | undefined> {
  const file = path.join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const port = Number(lines[3]);
  const ready = lines[7]?.trim() === 'ready';
  if (!isRunning(Number(lines[0]))) return undefined;
  // After a reboot, another program may have this process id, and PostgreSQL would refuse to start.
  // A server that is ready but does not listen is not running.
  if (ready && !(await listens(port))) {
    rmSync(file);
    return undefined;
  }
  return { port, ready };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}
