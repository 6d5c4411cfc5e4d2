import { rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { demoEnvironment } from '../../testing/demo-environment';
import { sessionCookie } from '../../testing/session-cookie';
import { createTestDatabase } from '../../testing/test-database';
import type { Scope } from '../../tools/process/scope';
import { startSimulator } from '../../tools/simulator/start';
import type { CaseContext } from './fault-case';
import { connectProvider, type Provider } from './provider';
import { type ServerProcess, type Settings, startWeb, startWorker } from './server-process';
import { installSideEffectLog, type Query } from './side-effect-log';

/** One database, one simulator, and the processes of the app that a fault case starts. */
export type Stack = {
  scope: Scope;
  databaseUrl: string;
  provider: Provider;
  simulatorPort: number;
  webhookPath: string;
  query: Query;
  /** A separate connection, which can hold a lock. */
  connect: () => Promise<pg.Client>;
  web: (overrides?: Settings) => Promise<ServerProcess>;
  worker: (overrides?: Settings) => ServerProcess;
  processes: ServerProcess[];
  sessionCookie: (userId: string) => Promise<{ name: string; value: string }>;
  cookie: (userId: string) => Promise<string>;
};

type StackOptions = {
  /** Instead of a new database on the test server. */
  databaseUrl?: string;
  /** What the app connects with, if its role differs. */
  appDatabaseUrl?: string;
  /** Where the release is, if not where it was built. */
  release?: string;
  settings?: Settings;
};

/**
 * Also sets the environment of this process, because fault cases call `lib` directly, for example
 * to mint.
 */
export async function startStack(
  { scope, folder }: Pick<CaseContext, 'scope' | 'folder'>,
  { databaseUrl, appDatabaseUrl, release, settings }: StackOptions = {},
): Promise<Stack> {
  const state = path.join(folder, 'simulator');
  await rm(state, { recursive: true, force: true });
  const url = databaseUrl ?? (await createDatabase(scope));
  const env: NodeJS.ProcessEnv = {
    ...(await demoEnvironment(state, { SIMULATOR_STEP_SECONDS: '0', LOG_LEVEL: 'warn' })),
    ...settings,
    DATABASE_URL: appDatabaseUrl ?? url,
  };
  await startSimulator(scope, env, 'log');
  Object.assign(process.env, env, { LOG_LEVEL: 'silent' });
  const pool = new pg.Pool({ connectionString: url, max: 5 });
  pool.on('error', () => {});
  scope.defer(() => pool.end());
  const query: Query = async (text, values) => (await pool.query(text, values)).rows;
  await installSideEffectLog({ query });
  const cookieOf = (userId: string) =>
    sessionCookie(userId, String(env.AUTH_SECRET), String(env.AUTH_URL));
  const processes: ServerProcess[] = [];
  const track = (server: ServerProcess) => {
    processes.push(server);
    return server;
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
    web: async (overrides) => track(await startWeb(scope, env, overrides, release)),
    worker: (overrides) => track(startWorker(scope, env, overrides, release)),
    processes,
    sessionCookie: cookieOf,
    cookie: async (userId) => {
      const { name, value } = await cookieOf(userId);
      return `${name}=${value}`;
    },
  };
}

async function createDatabase(scope: Scope): Promise<string> {
  const database = await createTestDatabase();
  scope.defer(database.drop);
  return database.url;
}

/** The number of transactions that a process is checking. */
export async function countLeased({ query }: Pick<Stack, 'query'>): Promise<number> {
  return (await query('SELECT 1 FROM transactions WHERE lease_token IS NOT NULL')).length;
}

/** The same URL with another port, such as a proxy's. */
export function withPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}
