import type { Stack } from './stack';
import { waitFor } from './wait-for';

const TERMINATE_TIMEOUT_MS = 5_000;

/** Counts only its own waiters, because fault cases run concurrently. */
export type HeldLock = {
  countWaiting: () => Promise<number>;
  /** Ends the waiting sessions, as Postgres does once it notices that their client is gone. */
  terminateWaiting: () => Promise<void>;
};

/** Holds the locks that `statement` takes while `work` runs. */
export async function withLock(
  { connect, query }: Pick<Stack, 'connect' | 'query'>,
  statement: { text: string; values?: unknown[] },
  work: (lock: HeldLock) => Promise<void>,
): Promise<void> {
  const client = await connect();
  try {
    await client.query('BEGIN');
    await client.query(statement);
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const fromWaiting = (selected: string) =>
      query(
        `SELECT ${selected} FROM pg_stat_activity WHERE $1::int = ANY (pg_blocking_pids(pid))`,
        [rows[0]?.pid],
      );
    const countWaiting = async () => (await fromWaiting('pid')).length;
    await work({
      countWaiting,
      terminateWaiting: async () => {
        await fromWaiting('pg_terminate_backend(pid)');
        await waitFor('nobody waits', TERMINATE_TIMEOUT_MS, async () => {
          return (await countWaiting()) === 0;
        });
      },
    });
  } finally {
    await client.end();
  }
}
