import { existsSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { isRunning } from '../process/is-running';

/** What a running server says of itself in postmaster.pid, which PostgreSQL documents line by line. */
interface Postmaster {
  port: number;
  ready: boolean;
}

/** The server that runs on a data folder, if any. Forgets one that a crash left only the file of. */
export async function findPostmaster(dataFolder: string): Promise<Postmaster | undefined> {
  const file = path.join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const port = Number(lines[3]);
  const ready = lines[7]?.trim() === 'ready';
  if (!isRunning(Number(lines[0]))) return undefined;
  // After a reboot the process id may belong to another program. PostgreSQL would then refuse to
  // start; a server that calls itself ready and does not listen is no server.
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
