import type { Stack } from './stack';
import { until } from './until';

const ENDING_MS = 5_000;

/** A database transaction that holds a lock, and knows who waits for it: other faults wait too. */
export interface LockHolder {
  waiting: () => Promise<number>;
  /** Ends those who wait, as the database does when it finds that their client is gone. */
  endWaiting: () => Promise<void>;
}

/** Holds what `lock` locks while `work` runs. */
export async function holdingLock(
  { connect, query }: Pick<Stack, 'connect' | 'query'>,
  lock: { text: string; values?: unknown[] },
  work: (holder: LockHolder) => Promise<void>,
): Promise<void> {
  const client = await connect();
  try {
    await client.query('BEGIN');
    await client.query(lock);
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const blocked = (selected: string) =>
      query(
        `SELECT ${selected} FROM pg_stat_activity WHERE $1::int = ANY (pg_blocking_pids(pid))`,
        [rows[0]?.pid],
      );
    const waiting = async () => (await blocked('pid')).length;
    await work({
      waiting,
      endWaiting: async () => {
        await blocked('pg_terminate_backend(pid)');
        await until('nobody waits', ENDING_MS, async () => (await waiting()) === 0);
      },
    });
  } finally {
    await client.end();
  }
}
