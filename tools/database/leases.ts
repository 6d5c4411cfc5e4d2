import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isRunning } from '../process/is-running';

/**
 * One file per process that uses the server, named by process id. The last process to leave stops
 * the server.
 */
export function takeLease(home: string): void {
  mkdirSync(path.join(home, 'leases'), { recursive: true, mode: 0o700 });
  writeFileSync(leaseFile(home, process.pid), '');
}

export function dropLease(home: string): void {
  rmSync(leaseFile(home, process.pid), { force: true });
}

/** The ids of the other processes that use the server. */
export function otherHolders(home: string): number[] {
  const folder = path.join(home, 'leases');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const holders = readdirSync(folder).map(Number);
  for (const pid of holders.filter((holder) => !isRunning(holder))) {
    rmSync(leaseFile(home, pid), { force: true });
  }
  return holders.filter((holder) => holder !== process.pid && isRunning(holder));
}

function leaseFile(home: string, pid: number): string {
  return path.join(home, 'leases', String(pid));
}
