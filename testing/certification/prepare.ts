import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applyMigrations } from '../../prisma/migrate/apply';
import {
  acquireEmbeddedPostgres,
  resetEmbeddedPostgres,
} from '../../tools/database/embedded-postgres';
import type { Scope } from '../../tools/process/scope';
import { SIMULATOR } from '../../tools/simulator/start';
import { buildApp } from '../../tools/steps/build';
import { generateClient } from '../../tools/steps/generate';
import { serverProgram } from '../../tools/steps/release';
import { demoEnvironment, type Settings } from '../demo-environment';
import { startBridge } from './bridge';

const FOLDER = '.data/certification';

/** Builds the app, starts a database for it, and returns the file that describes it. */
export async function prepareApp(scope: Scope): Promise<string> {
  await generateClient(scope, process.env);
  await buildApp(scope, process.env);
  await resetEmbeddedPostgres('certification-postgres');
  const server = await scope.finish(
    acquireEmbeddedPostgres('certification-postgres'),
    ({ release }) => release(),
  );
  await applyMigrations(server.url);
  const settings = await demoEnvironment(FOLDER);
  const appUrl = `http://127.0.0.1:${settings.PORT}`;
  const bridge = await startBridge(appUrl, String(settings.AUTH_SECRET), server.url);
  scope.defer(() => bridge.close());
  const env = {
    ...textsOf(settings),
    ...{ NODE_ENV: 'production', HOSTNAME: '127.0.0.1', DATABASE_URL: server.url },
    ...{ DEMO_MODE: 'false', AUTH_URL: appUrl, TRUSTED_PROXY_HOPS: '1', LOG_LEVEL: 'warn' },
    ...{ PROOF_API_URL: '{{apiUrl}}', PROOF_CLIENT_TOKEN: '{{token}}' },
  };
  const file = path.join(FOLDER, 'app.json');
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, JSON.stringify(describeApp(appUrl, bridge.url, env), null, 2));
  return file;
}

/** As packages/certification/README.md describes a backend. */
function describeApp(appUrl: string, bridge: string, env: Settings) {
  const webhooks = `${appUrl}/api/webhooks/proof`;
  const headers = { 'X-User-Email': '{{email}}' };
  return {
    name: 'The reference partner app',
    start: {
      command: [process.execPath, serverProgram],
      cwd: process.cwd(),
      env,
      healthUrl: `${appUrl}/api/health`,
    },
    simulator: { command: [process.execPath, path.resolve(SIMULATOR)] },
    mint: {
      ...{ method: 'POST', url: `${bridge}/orders`, headers },
      body: {
        ...{ type: '{{type}}', asset: '{{asset}}', amount: '{{amount}}' },
        idempotencyKey: '{{idempotencyKey}}',
      },
      ...{ orderId: 'id', transactionId: 'session.merchant_transaction_id', session: 'session' },
    },
    status: {
      ...{ method: 'GET', url: `${bridge}/orders/{{orderId}}`, headers, path: 'status' },
      map: {
        ...{ Pending: 'pending', Processing: 'processing', Completed: 'completed' },
        ...{ Failed: 'failed', Cancelled: 'cancelled' },
      },
    },
    webhook: {
      url: `${webhooks}/${env.PROOF_WEBHOOK_SECRET}`,
      wrongSecretUrl: `${webhooks}/wrong`,
    },
    credited: { method: 'GET', url: `${bridge}/balance`, headers, path: 'balance' },
    clientIpHeader: 'X-Forwarded-For',
  };
}

/** The variables of the demo, without those of this process. */
function textsOf(settings: NodeJS.ProcessEnv): Settings {
  const own = Object.entries(settings).filter(([name, value]) => process.env[name] !== value);
  return Object.fromEntries(own.map(([name, value]) => [name, value ?? '']));
}
