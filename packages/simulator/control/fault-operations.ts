import { z } from 'zod';
import { ApiError } from '../api/api-error';
import { queuedResponseSchema } from '../api/queued-responses';
import { FAULTS, type FaultId, isFaultId } from '../injected-faults/injected-faults';
import {
  faultsOf,
  isPresetId,
  PRESETS,
  type PresetId,
  switchPresetOn,
} from '../injected-faults/presets';
import type { Simulator } from '../simulator';
import type { Operations, OperationTable } from './operation';
import { faultResponseSchema, presetResponseSchema } from './response-schemas';
import { faultView, faultViews, presetView } from './views';

const queueSchema = z.strictObject({ queue: z.array(queuedResponseSchema) });

/** @throws ApiError with the known faults */
function requireFault(id: string): FaultId {
  if (isFaultId(id)) return id;
  const known = Object.keys(FAULTS).join(', ');
  throw new ApiError('not_found', `There is no fault "${id}". Known: ${known}.`);
}

/** @throws ApiError with the known presets */
function requirePreset(id: string): PresetId {
  if (isPresetId(id)) return id;
  const known = Object.keys(PRESETS).join(', ');
  throw new ApiError('not_found', `There is no preset "${id}". Known: ${known}.`);
}

function publishChange({ changes }: Simulator): void {
  changes.publish({ type: 'setting', data: { what: 'faults' } });
}

export const QUEUE_OPERATIONS = {
  listFaults: {
    method: 'get',
    path: '/faults',
    summary: 'List the faults that can be injected, their presets, and the queued responses',
    response: queueSchema.extend({
      faults: z.array(faultResponseSchema),
      presets: z.array(presetResponseSchema),
    }),
  },
  queueResponse: {
    method: 'post',
    path: '/faults',
    summary: 'Queue a response to the next requests of an endpoint',
    body: queuedResponseSchema,
    status: 201,
    response: queueSchema,
  },
  clearFaults: {
    method: 'delete',
    path: '/faults',
    summary: 'Switch off every injected fault and clear the queued responses',
    status: 204,
    response: null,
  },
} as const satisfies OperationTable;

function queueOperations(operations: Operations, simulator: Simulator): void {
  const { injectedFaults, queuedResponses } = simulator;
  operations.handle(QUEUE_OPERATIONS, {
    listFaults: (c) => {
      const presets = Object.keys(PRESETS)
        .filter(isPresetId)
        .map((id) => presetView(simulator, id));
      return c.json({ faults: faultViews(simulator), presets, queue: queuedResponses.list() });
    },
    queueResponse: (c, { body }) => {
      queuedResponses.add(body);
      publishChange(simulator);
      return c.json({ queue: queuedResponses.list() }, 201);
    },
    clearFaults: (c) => {
      queuedResponses.clear();
      injectedFaults.clear();
      publishChange(simulator);
      return c.body(null, 204);
    },
  });
}

export const SWITCH_OPERATIONS = {
  switchFaultOn: {
    method: 'put',
    path: '/faults/{id}',
    summary: 'Switch a fault on, with its parameters as the body; all are optional',
    bodyById: FAULTS,
    response: faultResponseSchema,
  },
  switchFaultOff: {
    method: 'delete',
    path: '/faults/{id}',
    summary: 'Switch a fault off',
    status: 204,
    response: null,
  },
} as const satisfies OperationTable;

function switchOperations(operations: Operations, simulator: Simulator): void {
  const { injectedFaults } = simulator;
  operations.handle(SWITCH_OPERATIONS, {
    switchFaultOn: (c, { id, body }) => {
      const fault = requireFault(id);
      injectedFaults.switchOn(fault, body);
      publishChange(simulator);
      return c.json(faultView(simulator, fault));
    },
    switchFaultOff: (c, { id }) => {
      injectedFaults.switchOff(requireFault(id));
      publishChange(simulator);
      return c.body(null, 204);
    },
  });
}

export const PRESET_OPERATIONS = {
  switchPresetOn: {
    method: 'put',
    path: '/fault-presets/{id}',
    summary: 'Switch on all faults of a preset, for example push_outage',
    response: presetResponseSchema,
  },
  switchPresetOff: {
    method: 'delete',
    path: '/fault-presets/{id}',
    summary: 'Switch off all faults of a preset',
    status: 204,
    response: null,
  },
} as const satisfies OperationTable;

function presetOperations(operations: Operations, simulator: Simulator): void {
  const { injectedFaults } = simulator;
  operations.handle(PRESET_OPERATIONS, {
    switchPresetOn: (c, { id }) => {
      const preset = requirePreset(id);
      switchPresetOn(injectedFaults, preset);
      publishChange(simulator);
      return c.json(presetView(simulator, preset));
    },
    switchPresetOff: (c, { id }) => {
      for (const fault of faultsOf(requirePreset(id))) injectedFaults.switchOff(fault);
      publishChange(simulator);
      return c.body(null, 204);
    },
  });
}

export function faultOperations(operations: Operations, simulator: Simulator): void {
  queueOperations(operations, simulator);
  switchOperations(operations, simulator);
  presetOperations(operations, simulator);
}
