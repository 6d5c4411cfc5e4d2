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
import type { Operations } from './operation';
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

function queueOperations(operations: Operations, simulator: Simulator): void {
  const { injectedFaults, queuedResponses } = simulator;
  operations.add(
    {
      method: 'get',
      path: '/faults',
      summary: 'List the faults that can be injected, their presets, and the queued responses',
      response: queueSchema.extend({
        faults: z.array(faultResponseSchema),
        presets: z.array(presetResponseSchema),
      }),
    },
    (c) => {
      const presets = Object.keys(PRESETS)
        .filter(isPresetId)
        .map((id) => presetView(simulator, id));
      return c.json({ faults: faultViews(simulator), presets, queue: queuedResponses.list() });
    },
  );
  operations.add(
    {
      method: 'post',
      path: '/faults',
      summary: 'Queue a response to the next requests of an endpoint',
      body: queuedResponseSchema,
      status: 201,
      response: queueSchema,
    },
    (c, { body }) => {
      queuedResponses.add(body);
      publishChange(simulator);
      return c.json({ queue: queuedResponses.list() }, 201);
    },
  );
  operations.add(
    {
      method: 'delete',
      path: '/faults',
      summary: 'Switch off every injected fault and clear the queued responses',
      status: 204,
      response: null,
    },
    (c) => {
      queuedResponses.clear();
      injectedFaults.clear();
      publishChange(simulator);
      return c.body(null, 204);
    },
  );
}

function switchOperations(operations: Operations, simulator: Simulator): void {
  const { injectedFaults } = simulator;
  operations.add(
    {
      method: 'put',
      path: '/faults/{id}',
      summary: 'Switch a fault on, with its parameters as the body; all are optional',
      body: z.record(z.string(), z.unknown()),
      response: faultResponseSchema,
    },
    (c, { id, body }) => {
      const fault = requireFault(id);
      injectedFaults.switchOn(fault, body);
      publishChange(simulator);
      return c.json(faultView(simulator, fault));
    },
  );
  operations.add(
    {
      method: 'delete',
      path: '/faults/{id}',
      summary: 'Switch a fault off',
      status: 204,
      response: null,
    },
    (c, { id }) => {
      injectedFaults.switchOff(requireFault(id));
      publishChange(simulator);
      return c.body(null, 204);
    },
  );
}

function presetOperations(operations: Operations, simulator: Simulator): void {
  const { injectedFaults } = simulator;
  operations.add(
    {
      method: 'put',
      path: '/fault-presets/{id}',
      summary: 'Switch on all faults of a preset, for example push_outage',
      response: presetResponseSchema,
    },
    (c, { id }) => {
      const preset = requirePreset(id);
      switchPresetOn(injectedFaults, preset);
      publishChange(simulator);
      return c.json(presetView(simulator, preset));
    },
  );
  operations.add(
    {
      method: 'delete',
      path: '/fault-presets/{id}',
      summary: 'Switch off all faults of a preset',
      status: 204,
      response: null,
    },
    (c, { id }) => {
      for (const fault of faultsOf(requirePreset(id))) injectedFaults.switchOff(fault);
      publishChange(simulator);
      return c.body(null, 204);
    },
  );
}

export function faultOperations(operations: Operations, simulator: Simulator): void {
  queueOperations(operations, simulator);
  switchOperations(operations, simulator);
  presetOperations(operations, simulator);
}
