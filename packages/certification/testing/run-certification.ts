import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';
import { adapterSchema } from '../adapter/schema';
import type { Certificate } from '../certificate';
import { certify } from '../certify';

const here = fileURLToPath(new URL('.', import.meta.url));
const simulator = fileURLToPath(
  new URL('bin.mjs', import.meta.resolve('proof-simulator/package.json')),
);

/** Below the ports that the system gives out, so that nobody else gets it in the meantime. */
export async function freePort(): Promise<number> {
  const port = randomInt(10_000, 32_000);
  const server = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!isFree) return freePort();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const STATUSES = ['pending', 'processing', 'completed', 'failed', 'cancelled'];

/** The file of one of the backends in this folder. */
export function adapterFor(program: string, port: number, env: Record<string, string> = {}) {
  const url = `http://127.0.0.1:${port}`;
  return {
    name: program,
    start: {
      command: [process.execPath, path.join(here, program)],
      env: {
        ...{ PORT: String(port), PROOF_API_URL: '{{apiUrl}}', PROOF_CLIENT_TOKEN: '{{token}}' },
        ...env,
      },
      healthUrl: `${url}/health`,
    },
    simulator: { command: [process.execPath, simulator] },
    mint: {
      method: 'POST',
      url: `${url}/orders`,
      body: {
        ...{ type: '{{type}}', amount: '{{amount}}', network: '{{network}}' },
        ...{ currency: '{{currency}}', userId: '{{userId}}', email: '{{email}}' },
        key: '{{idempotencyKey}}',
      },
      orderId: 'transactionId',
      transactionId: 'transactionId',
      session: 'session',
    },
    status: {
      method: 'GET',
      url: `${url}/orders/{{orderId}}`,
      path: 'status',
      map: Object.fromEntries(STATUSES.map((status) => [status, status])),
    },
    webhook: { url: `${url}/hooks/secret`, wrongSecretUrl: `${url}/hooks/wrong` },
    credited: { method: 'GET', url: `${url}/users/{{userId}}/balance`, path: 'balance' },
    pollWithinSeconds: 8,
    clientIpHeader: 'X-Forwarded-For',
  };
}

/** More would compete for the processor, and the times that the checks measure would be ours. */
const inTurn = pLimit(2);

/** Certifies one of the backends in this folder. */
export const runCertification = (...args: Parameters<typeof certifyProgram>) =>
  inTurn(() => certifyProgram(...args));

async function certifyProgram(
  program: string,
  env: Record<string, string> = {},
  only: string[] | null = null,
): Promise<Certificate> {
  const folder = await mkdtemp(path.join(tmpdir(), 'certify-'));
  try {
    const state = { STATE_FILE: path.join(folder, 'state.json') };
    const file = adapterFor(program, await freePort(), { ...state, ...env });
    return await certify({ ...adapterSchema.parse(file), folder }, only, { onResult: () => {} });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
