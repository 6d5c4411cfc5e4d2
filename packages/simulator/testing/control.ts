import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { eventResponseSchema, transactionResponseSchema } from '../control/response-schemas';
import { parseJson, type TestSimulator } from './test-simulator';

export const START_MS = Date.UTC(2026, 3, 1, 10);

/** Resets to a fixed time with a frozen clock, so that only the test makes time pass. */
export async function resetFrozen(simulator: TestSimulator, seed = 'one'): Promise<void> {
  const body = { seed, nowMs: START_MS, frozen: true };
  await simulator.send('POST', '/control/api/reset', body);
}

export function advanceClock(simulator: TestSimulator, by: number | string): Promise<Response> {
  return simulator.send('POST', '/control/api/clock', { advance: by });
}

export function runAction(simulator: TestSimulator, id: string, action: string): Promise<Response> {
  return simulator.send('POST', `/control/api/transactions/${id}/actions`, { action });
}

export function injectFault(simulator: TestSimulator, fault: string, parameters = {}) {
  return simulator.send('PUT', `/control/api/faults/${fault}`, parameters);
}

export async function launchScenario(simulator: TestSimulator, name: string, order = {}) {
  const path = `/control/api/scenarios/${name}/launch`;
  const launchedSchema = z.object({ transaction: transactionResponseSchema });
  const response = await simulator.send('POST', path, order);
  return (await parseJson(response, launchedSchema)).transaction;
}

/** Returns the event log, oldest first. */
export async function readEvents(simulator: TestSimulator) {
  const ndjson = await (await simulator.request('/control/api/events.ndjson')).text();
  const lines = ndjson.split('\n').filter((line) => line !== '');
  return lines.map((line) => eventResponseSchema.parse(JSON.parse(line)));
}

/** Starts a partner's webhook endpoint that records every request. */
export async function startWebhookReceiver() {
  const received: { path: string; body: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer(async (request, response) => {
    // A body that is cut off counts as empty.
    const body = await text(request).catch(() => '');
    received.push({ path: request.url ?? '', body, headers: request.headers });
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { received, url: `http://127.0.0.1:${port}/hooks/right-secret`, close };
}
