import { rm } from 'node:fs/promises';
import path from 'node:path';
import { encode } from 'next-auth/jwt';
import pg from 'pg';
import { demoEnvironment } from '../../testing/demo-environment';
import { createTestDatabase } from '../../testing/test-database';
import type { Scope } from '../../tools/process/scope';
import { startSimulator } from '../../tools/steps/services';
import type { FaultContext } from './fault';
import { connectProvider, type Provider } from './provider';
import { type ServerProcess, type Settings, startWeb, startWorker } from './server-process';
import { installSideEffectLog, type Query } from './side-effect-log';

const COOKIE = 'authjs.session-token';

/** One database, one simulator, and as many processes of the app as a fault wants. */
export interface Stack {
  scope: Scope;
  databaseUrl: string;
  provider: Provider;
  simulatorPort: number;
  webhookPath: string;
  query: Query;
  /** A connection of one's own, to hold a lock with. */
  connect: () => Promise<pg.Client>;
  web: (overrides?: Settings) => Promise<ServerProcess>;
  worker: (overrides?: Settings) => ServerProcess;
  /** All that were started, so that none can end unseen. */
  processes: ServerProcess[];
  cookie: (userId: string) => Promise<string>;
}

/**
 * Also sets this process's own environment to the stack's, since the harness calls the app's `lib`
 * for what a browser would otherwise have to do, such as minting. The database is a fresh one on the
 * test server, unless the caller has one on a server of its own.
 */
export async function startStack(
  { scope, folder }: FaultContext,
  databaseUrl?: string,
): Promise<Stack> {
  const state = path.join(folder, 'simulator');
  await rm(state, { recursive: true, force: true });
  const url = databaseUrl ?? (await createDatabase(scope));
  const env: NodeJS.ProcessEnv = {
    ...(await demoEnvironment(state, {
      SIMULATOR_STEP_SECONDS: '0',
      LOG_LEVEL: 'warn',
    })),
    DATABASE_URL: url,
  };
  await startSimulator(scope, env, 'log');
  Object.assign(process.env, env, { LOG_LEVEL: 'silent' });
  const pool = new pg.Pool({ connectionString: url, max: 5 });
  pool.on('error', () => {});
  scope.defer(() => pool.end());
  const query: Query = async (text, values) => (await pool.query(text, values)).rows;
  await installSideEffectLog({ query });
  const processes: ServerProcess[] = [];
  const remember = (started: ServerProcess) => {
    processes.push(started);
    return started;
  };
  return {
    scope,
    databaseUrl: url,
    provider: connectProvider(String(env.PROOF_API_URL)),
    simulatorPort: Number(env.SIMULATOR_PORT),
    webhookPath: `/api/webhooks/proof/${env.PROOF_WEBHOOK_SECRET}`,
    query,
    connect: async () => {
      const client = new pg.Client(url);
      await client.connect();
      return client;
    },
    web: async (overrides) => remember(await startWeb(scope, env, overrides)),
    worker: (overrides) => remember(startWorker(scope, env, overrides)),
    processes,
    cookie: async (userId) => {
      const secret = String(env.AUTH_SECRET);
      return `${COOKIE}=${await encode({ token: { sub: userId }, secret, salt: COOKIE })}`;
    },
  };
}

async function createDatabase(scope: Scope): Promise<string> {
  const database = await createTestDatabase();
  scope.defer(database.drop);
  return database.url;
}

/** The database's address by way of a proxy. */
export function throughPort(url: string, port: number): string {
  const address = new URL(url);
  address.port = String(port);
  return address.href;
}
