import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { CommandError } from '../process/command-error';
import {
  type Cluster,
  initialiseCluster,
  openCluster,
  readPassword,
  startServer,
  stopServer,
  unusableError,
} from './cluster';
import { dropLease, otherHolders, takeLease } from './leases';
import { findPostmaster } from './postmaster';

const DATABASE_NAME = 'proof_ramp';
const READY_TIMEOUT_MS = 60_000;

export type EmbeddedPostgres = {
  url: string;
  /** Stops the server, unless another process still uses it. */
  release: () => Promise<void>;
};

/** Starts the embedded server `name`, or joins the one that another process started. */
export async function acquireEmbeddedPostgres(
  name = 'postgres',
  settings: string[] = [],
): Promise<EmbeddedPostgres> {
  const cluster = openCluster(name);
  takeLease(cluster.home);
  try {
    await initialiseCluster(cluster, settings);
    const port = await startOrJoin(cluster);
    const server = `postgresql://postgres:${readPassword(cluster)}@127.0.0.1:${port}`;
    await createDatabase(cluster, `${server}/postgres`);
    return { url: `${server}/${DATABASE_NAME}`, release: () => release(cluster) };
  } catch (error) {
    await release(cluster);
    throw error;
  }
}

export async function resetEmbeddedPostgres(name = 'postgres'): Promise<void> {
  const cluster = openCluster(name);
  const [holder] = otherHolders(cluster.home);
  if (holder)
    throw new CommandError(`The database is in use by process ${holder}. Stop that process first.`);
  if (await findPostmaster(cluster.dataFolder)) await stopServer(cluster);
  rmSync(cluster.home, { recursive: true });
}

async function startOrJoin(cluster: Cluster): Promise<number> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const running = await findPostmaster(cluster.dataFolder);
    if (running?.ready) return running.port;
    if (running) {
      await delay(50);
      continue;
    }
    const start = await startServer(cluster);
    // If two processes start it at once, PostgreSQL lets one win, and the other joins.
    if (start.code !== 0 && !(await findPostmaster(cluster.dataFolder)))
      throw unusableError(cluster, start.output);
  }
  throw unusableError(cluster, 'it was not ready within a minute');
}

async function createDatabase(cluster: Cluster, adminUrl: string): Promise<void> {
  const client = new pg.Client(adminUrl);
  try {
    await client.connect();
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      DATABASE_NAME,
    ]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE_NAME}`);
  } catch (error) {
    const concurrentlyCreated =
      error instanceof pg.DatabaseError && ['23505', '42P04'].includes(error.code ?? '');
    if (!concurrentlyCreated) throw unusableError(cluster, `error: ${String(error)}`);
  } finally {
    await client.end();
  }
}

async function release(cluster: Cluster): Promise<void> {
  dropLease(cluster.home);
  if (otherHolders(cluster.home).length > 0) return;
  if (await findPostmaster(cluster.dataFolder)) await stopServer(cluster);
}
