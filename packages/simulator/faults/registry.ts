import type { z } from 'zod';
import { API_FAULTS } from './api-faults';
import { BROWSER_FAULTS } from './browser-faults';
import type { FaultDefinition } from './definition';
import { SOCKET_FAULTS } from './socket-faults';
import { WEBHOOK_FAULTS } from './webhook-faults';

/** Every fault that can be switched on, by the id that the control API uses. */
export const FAULTS = { ...API_FAULTS, ...WEBHOOK_FAULTS, ...SOCKET_FAULTS, ...BROWSER_FAULTS };

export type FaultId = keyof typeof FAULTS;
export type ParametersOf<Id extends FaultId> = z.infer<(typeof FAULTS)[Id]['parameters']>;

export function isFaultId(id: string): id is FaultId {
  return Object.hasOwn(FAULTS, id);
}

export function definitionsById(): [FaultId, FaultDefinition][] {
  return Object.entries(FAULTS).flatMap(([id, definition]) =>
    isFaultId(id) ? [[id, definition] satisfies [FaultId, FaultDefinition]] : [],
  );
}
