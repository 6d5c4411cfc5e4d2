import { z } from 'zod';
import { LEDGER } from '../fidelity/ledger';
import { settingsSchema } from '../settings';
import type { Simulator } from '../simulator';
import type { Operations } from './operation';
import { requireResetUrl, resetPartnerApp } from './partner-app';
import { clockRequestSchema, resetRequestSchema } from './request-schemas';
import { clockResponseSchema, fidelityResponseSchema } from './response-schemas';
import { exportState, importState, readStateFile, reset, stateFileSchema } from './state';
import { clockView } from './views';

function clockOperations(operations: Operations, simulator: Simulator): void {
  const { clock } = simulator;
  operations.add(
    {
      method: 'get',
      path: '/clock',
      summary: 'Get the simulator’s time',
      response: clockResponseSchema,
    },
    (c) => c.json(clockView(simulator)),
  );
  operations.add(
    {
      method: 'post',
      path: '/clock',
      summary: 'Advance, set or freeze the clock; whatever falls due on the way runs in order',
      body: clockRequestSchema,
      response: clockResponseSchema,
    },
    (c, { body: { frozen, advance, nowMs } }) => {
      // Frozen before and unfrozen after the move, so that no time passes in between.
      if (frozen) clock.setFrozen(true);
      if (advance !== undefined) clock.moveTo(clock.nowMs() + advance * 1_000);
      if (nowMs !== undefined) clock.moveTo(nowMs);
      if (frozen === false) clock.setFrozen(false);
      return c.json(clockView(simulator));
    },
  );
}

function settingOperations(operations: Operations, simulator: Simulator): void {
  const { settings, events, changes } = simulator;
  operations.add(
    { method: 'get', path: '/settings', summary: 'Get all settings', response: settingsSchema },
    (c) => c.json(settings),
  );
  operations.add(
    {
      method: 'patch',
      path: '/settings',
      summary: 'Change settings',
      body: settingsSchema.partial(),
      response: settingsSchema,
    },
    (c, { body }) => {
      Object.assign(settings, body);
      if (settings.socket === 'off') simulator.closeSockets();
      // A webhook URL contains a secret, and it differs between equal runs.
      const { webhookUrls: _, ...logged } = body;
      events.record('settings.changed', logged);
      changes.publish({ type: 'setting', data: { what: 'settings' } });
      return c.json(settings);
    },
  );
}

function stateOperations(operations: Operations, simulator: Simulator): void {
  operations.add(
    {
      method: 'get',
      path: '/state',
      summary: 'Export the whole state as one versioned file',
      response: stateFileSchema,
    },
    (c) => {
      c.header('Content-Disposition', 'attachment; filename="simulator-state.json"');
      return c.json(exportState(simulator));
    },
  );
  operations.add(
    {
      method: 'put',
      path: '/state',
      summary: 'Replace the whole state with an exported file of the same version',
      body: z.unknown().transform(readStateFile),
      status: 204,
      response: null,
    },
    (c, { body }) => {
      importState(simulator, body);
      return c.body(null, 204);
    },
  );
  operations.add(
    {
      method: 'post',
      path: '/reset',
      summary:
        'Delete everything and start again, optionally with a seed, at a given time, and together with the partner app',
      body: resetRequestSchema,
      status: 204,
      response: null,
    },
    async (c, { body }) => {
      const resetUrl = body.partnerApp ? requireResetUrl(simulator.config) : null;
      // First, because the partner app may fill in the demo's data here while it resets.
      reset(simulator, body);
      if (resetUrl !== null) await resetPartnerApp(resetUrl);
      return c.body(null, 204);
    },
  );
}

export function systemOperations(operations: Operations, simulator: Simulator): void {
  clockOperations(operations, simulator);
  settingOperations(operations, simulator);
  stateOperations(operations, simulator);
  operations.add(
    {
      method: 'get',
      path: '/fidelity',
      summary: 'List the certainty of each behaviour: documented, older_edition, inferred, assumed',
      response: z.strictObject({ entries: z.array(fidelityResponseSchema) }),
    },
    (c) => c.json({ entries: LEDGER }),
  );
}
