import { z } from 'zod';
import { LEDGER } from '../fidelity/ledger';
import { settingsSchema } from '../settings';
import type { Simulator } from '../simulator';
import type { Operations, OperationTable } from './operation';
import { requireResetUrl, resetPartnerApp } from './partner-app';
import { clockRequestSchema, resetRequestSchema } from './request-schemas';
import { clockResponseSchema, fidelityResponseSchema } from './response-schemas';
import { exportState, importedStateSchema, importState, reset, stateFileSchema } from './state';
import { exportStory, storySchema } from './story';
import { clockView } from './views';

export const CLOCK_OPERATIONS = {
  getClock: {
    method: 'get',
    path: '/clock',
    summary: 'Get the simulator’s time',
    response: clockResponseSchema,
  },
  setClock: {
    method: 'post',
    path: '/clock',
    summary: 'Advance, set or freeze the clock; whatever falls due on the way runs in order',
    body: clockRequestSchema,
    response: clockResponseSchema,
  },
} as const satisfies OperationTable;

function clockOperations(operations: Operations, simulator: Simulator): void {
  const { clock } = simulator;
  operations.handle(CLOCK_OPERATIONS, {
    getClock: (c) => c.json(clockView(simulator)),
    setClock: (c, { body: { frozen, advance, nowMs } }) => {
      // Frozen before and unfrozen after the move, so that no time passes in between.
      if (frozen) clock.setFrozen(true);
      if (advance !== undefined) clock.moveTo(clock.nowMs() + advance * 1_000);
      if (nowMs !== undefined) clock.moveTo(nowMs);
      if (frozen === false) clock.setFrozen(false);
      return c.json(clockView(simulator));
    },
  });
}

export const SETTING_OPERATIONS = {
  getSettings: {
    method: 'get',
    path: '/settings',
    summary: 'Get all settings',
    response: settingsSchema,
  },
  changeSettings: {
    method: 'patch',
    path: '/settings',
    summary: 'Change settings',
    body: settingsSchema.partial(),
    response: settingsSchema,
  },
} as const satisfies OperationTable;

function settingOperations(operations: Operations, simulator: Simulator): void {
  const { settings, events, changes } = simulator;
  operations.handle(SETTING_OPERATIONS, {
    getSettings: (c) => c.json(settings),
    changeSettings: (c, { body }) => {
      Object.assign(settings, body);
      if (settings.socket === 'off') simulator.closeSockets();
      // Secrets. A webhook URL contains one, too, and it differs between equal runs.
      const { webhookUrls: _, previousTokens: __, ...logged } = body;
      events.record('settings.changed', logged);
      changes.publish({ type: 'setting', data: { what: 'settings' } });
      return c.json(settings);
    },
  });
}

export const STATE_OPERATIONS = {
  exportStory: {
    method: 'get',
    path: '/story',
    summary:
      'Export everything that happened, without secrets and personal data, to replay it in another world',
    response: storySchema,
  },
  exportState: {
    method: 'get',
    path: '/state',
    summary: 'Export the whole state as one versioned file',
    response: stateFileSchema,
  },
  importState: {
    method: 'put',
    path: '/state',
    summary: 'Replace the whole state with an exported file of the same version',
    body: importedStateSchema,
    status: 204,
    response: null,
  },
  resetWorld: {
    method: 'post',
    path: '/reset',
    summary:
      'Delete everything and start again, optionally with a seed, at a given time, and together with the partner app',
    body: resetRequestSchema,
    status: 204,
    response: null,
  },
} as const satisfies OperationTable;

function stateOperations(operations: Operations, simulator: Simulator): void {
  operations.handle(STATE_OPERATIONS, {
    exportStory: (c) => {
      c.header('Content-Disposition', 'attachment; filename="simulator-story.json"');
      return c.json(exportStory(simulator));
    },
    exportState: (c) => {
      c.header('Content-Disposition', 'attachment; filename="simulator-state.json"');
      return c.json(exportState(simulator));
    },
    importState: (c, { body }) => {
      importState(simulator, body);
      return c.body(null, 204);
    },
    resetWorld: async (c, { body }) => {
      const resetUrl = body.partnerApp ? requireResetUrl(simulator.config) : null;
      // First, because the partner app may fill in the demo's data here while it resets.
      reset(simulator, body);
      if (resetUrl !== null) await resetPartnerApp(resetUrl);
      return c.body(null, 204);
    },
  });
}

export const SYSTEM_OPERATIONS = {
  listFidelity: {
    method: 'get',
    path: '/fidelity',
    summary: 'List the certainty of each behaviour: documented, older_edition, inferred, assumed',
    response: z.strictObject({ entries: z.array(fidelityResponseSchema) }),
  },
} as const satisfies OperationTable;

export function systemOperations(operations: Operations, simulator: Simulator): void {
  clockOperations(operations, simulator);
  settingOperations(operations, simulator);
  stateOperations(operations, simulator);
  operations.handle(SYSTEM_OPERATIONS, {
    listFidelity: (c) => c.json({ entries: LEDGER }),
  });
}
