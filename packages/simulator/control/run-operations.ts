import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { LEDGER } from '../fidelity/ledger';
import { settingsSchema } from '../settings';
import type { World } from '../world';
import { clockAnswerSchema, eventAnswerSchema, fidelityAnswerSchema } from './answers';
import type { Operations } from './operation';
import { limitQuerySchema } from './requests';
import { resetWorld } from './reset';
import { exportState, importState, readStateFile, stateFileSchema } from './state-file';
import { clockRequestSchema, resetRequestSchema } from './steering-requests';
import { clockView } from './views';

const HEARTBEAT_MS = 15_000;

function clockOperations(operations: Operations, world: World): void {
  operations.add(
    { method: 'get', path: '/clock', summary: 'The simulator’s time', answer: clockAnswerSchema },
    (c) => c.json(clockView(world)),
  );
  operations.add(
    {
      method: 'post',
      path: '/clock',
      summary: 'Advance, set or freeze the clock; what falls due on the way happens in order',
      body: clockRequestSchema,
      answer: clockAnswerSchema,
    },
    (c, { body: { frozen, advance, nowMs } }) => {
      // Freezing first makes "frozen at" exact; letting go comes last, for the same reason.
      if (frozen) world.clock.setFrozen(true);
      if (advance !== undefined) world.clock.moveTo(world.clock.nowMs() + advance * 1_000);
      if (nowMs !== undefined) world.clock.moveTo(nowMs);
      if (frozen === false) world.clock.setFrozen(false);
      return c.json(clockView(world));
    },
  );
}

function settingOperations(operations: Operations, world: World): void {
  const answer = settingsSchema;
  operations.add({ method: 'get', path: '/settings', summary: 'All settings', answer }, (c) =>
    c.json(world.settings),
  );
  const summary = 'Change some settings';
  const body = settingsSchema.partial();
  operations.add({ method: 'patch', path: '/settings', summary, body, answer }, (c, input) => {
    Object.assign(world.settings, input.body);
    if (world.settings.socket === 'off') world.dropSockets();
    // The webhook address holds a secret, and differs from run to run.
    const { webhookUrl: _, ...shown } = input.body;
    world.events.record('settings.changed', shown);
    world.changes.publish({ type: 'setting', data: { what: 'settings' } });
    return c.json(world.settings);
  });
}

function stateOperations(operations: Operations, world: World): void {
  const path = '/state';
  const exporting = 'The whole state as one versioned file';
  operations.add({ method: 'get', path, summary: exporting, answer: stateFileSchema }, (c) => {
    c.header('Content-Disposition', 'attachment; filename="simulator-state.json"');
    return c.json(exportState(world));
  });
  const importing = 'Replace the whole state by an exported file of the same version';
  const body = z.unknown().transform(readStateFile);
  operations.add(
    { method: 'put', path, summary: importing, body, status: 204, answer: null },
    (c, input) => {
      importState(world, input.body);
      return c.body(null, 204);
    },
  );
  operations.add(
    {
      method: 'post',
      path: '/reset',
      summary: 'Forget everything and begin again, with a seed and at a moment if given',
      body: resetRequestSchema,
      status: 204,
      answer: null,
    },
    (c, input) => {
      resetWorld(world, input.body);
      return c.body(null, 204);
    },
  );
}

function eventOperations(operations: Operations, world: World): void {
  operations.add(
    {
      method: 'get',
      path: '/events',
      summary: 'What happened, the newest first, at most the last 1,000',
      query: z.object({ limit: limitQuerySchema }),
      answer: z.strictObject({ events: z.array(eventAnswerSchema) }),
    },
    (c, { query }) => c.json({ events: world.events.newestFirst(query.limit) }),
  );
  operations.add(
    {
      method: 'get',
      path: '/fidelity',
      summary: 'What each behaviour rests on: documented, older, inferred or assumed',
      answer: z.strictObject({ entries: z.array(fidelityAnswerSchema) }),
    },
    (c) => c.json({ entries: LEDGER }),
  );
  const path = '/events.ndjson';
  const summary = 'The whole event log, oldest first; the same run gives the same bytes';
  const answer = 'application/x-ndjson';
  operations.add({ method: 'get', path, summary, answer }, (c) =>
    c.body(world.events.ndjson(), 200, { 'content-type': answer }),
  );
  const live = 'Server-sent events: transaction, delivery, call, setting, clock';
  operations.add(
    { method: 'get', path: '/stream', summary: live, answer: 'text/event-stream' },
    (c) =>
      streamSSE(c, async (stream) => {
        const send = (event: string, data: unknown) =>
          stream.writeSSE({ event, data: JSON.stringify(data) });
        const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
        const stopListening = world.changes.listen(({ type, data }) => void send(type, data));
        const heartbeat = setInterval(() => void send('ping', {}), HEARTBEAT_MS).unref();
        await send('clock', clockView(world));
        await ended;
        stopListening();
        clearInterval(heartbeat);
      }),
  );
}

export function runOperations(operations: Operations, world: World): void {
  clockOperations(operations, world);
  settingOperations(operations, world);
  stateOperations(operations, world);
  eventOperations(operations, world);
}
