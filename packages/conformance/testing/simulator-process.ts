import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { readObject } from '../api-client';

export const TOKEN = 'sim_test_token';

const program = fileURLToPath(
  new URL('bin.mjs', import.meta.resolve('proof-simulator/package.json')),
);

export type SimulatorProcess = {
  url: string;
  /** Forwards the webhooks about one transaction to a URL, `null` those about any other. */
  routeWebhooks(transactionId: string | null, url: string): void;
};

/** Starts one simulator process for a test file. Its checks run concurrently. */
export function withSimulator(): SimulatorProcess {
  const routes = new Map<unknown, string>();
  const stop: (() => unknown)[] = [];
  const simulator: SimulatorProcess = {
    url: '',
    routeWebhooks: (transactionId, url) => routes.set(transactionId, url),
  };
  beforeAll(async () => {
    const router = await startRouter(routes);
    const dataDir = await mkdtemp(path.join(tmpdir(), 'simulator-'));
    const child = spawn(process.execPath, [program], {
      env: {
        ...process.env,
        PROOF_CLIENT_TOKEN: TOKEN,
        SIMULATOR_PORT: '0',
        SIMULATOR_DATA_DIR: dataDir,
        SIMULATOR_STEP_SECONDS: '0.5',
        SIMULATOR_WEBHOOK_URL: router.url,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    stop.push(router.close, async () => {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
      await rm(dataDir, { recursive: true, force: true });
    });
    const [line] = await once(createInterface(child.stdout), 'line');
    simulator.url = String(line).split(' ').at(-1) ?? '';
  }, 30_000);
  afterAll(async () => {
    for (const end of stop) await end();
  });
  return simulator;
}

/** The simulator has one webhook URL, so this forwards each webhook to the check it belongs to. */
async function startRouter(routes: Map<unknown, string>) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const id = readObject(body)?.merchant_transaction_id;
    const route = routes.get(id) ?? routes.get(null);
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const forwarded = route
      ? await fetch(route, { method: 'POST', headers, body }).catch(() => null)
      : null;
    response.writeHead(forwarded?.status ?? 503).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}/`, close };
}
