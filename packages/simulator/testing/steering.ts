import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { eventAnswerSchema, transactionAnswerSchema } from '../control/answers';
import { read, type Simulation } from './running-simulator';

export const START_MS = Date.UTC(2026, 3, 1, 10);

/** Begins at a fixed moment with a frozen clock, so that time passes when the test says so. */
export async function beginFrozen(simulation: Simulation, seed = 'one'): Promise<void> {
  const beginning = { seed, nowMs: START_MS, frozen: true };
  await simulation.send('POST', '/control/api/reset', beginning);
}

export function advance(simulation: Simulation, by: number | string): Promise<Response> {
  return simulation.send('POST', '/control/api/clock', { advance: by });
}

export function switchOn(simulation: Simulation, fault: string, parameters = {}) {
  return simulation.send('PUT', `/control/api/faults/${fault}`, parameters);
}

const launchedSchema = z.object({
  transaction: transactionAnswerSchema,
  session: z.record(z.string(), z.unknown()).nullable(),
});

export async function launch(simulation: Simulation, name: string, order = {}) {
  const path = `/control/api/scenarios/${name}/launch`;
  const { transaction } = await read(await simulation.send('POST', path, order), launchedSchema);
  return transaction;
}

/** The event log, oldest first. */
export async function eventsOf(simulation: Simulation) {
  const ndjson = await (await simulation.request('/control/api/events.ndjson')).text();
  const lines = ndjson.split('\n').filter((line) => line !== '');
  return lines.map((line) => eventAnswerSchema.parse(JSON.parse(line)));
}

type Received = { path: string; body: string };

/** A partner's webhook endpoint that writes down what comes. */
export async function webhookReceiver() {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    // A body that is cut off on the way is no news.
    const body = await text(request).catch(() => '');
    received.push({ path: request.url ?? '', body });
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
