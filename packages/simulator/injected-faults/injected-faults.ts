import { z } from 'zod';
import type { EventLog } from '../events/event-log';
import { type Randomness, randomFraction } from '../randomness';
import { API_FAULTS } from './api-faults';
import { BROWSER_FAULTS } from './browser-faults';
import type { FaultDefinition } from './definition';
import { SOCKET_FAULTS } from './socket-faults';
import { WEBHOOK_FAULTS } from './webhook-faults';

/** Every fault that can be injected, by its id in the control API. */
export const FAULTS = { ...API_FAULTS, ...WEBHOOK_FAULTS, ...SOCKET_FAULTS, ...BROWSER_FAULTS };

export type FaultId = keyof typeof FAULTS;
export type ParametersOf<Id extends FaultId> = z.infer<(typeof FAULTS)[Id]['parameters']>;

export function isFaultId(id: string): id is FaultId {
  return Object.hasOwn(FAULTS, id);
}

export const FAULT_IDS = Object.keys(FAULTS).filter(isFaultId);

export function faultDefinitions(): [FaultId, FaultDefinition][] {
  return FAULT_IDS.map((id) => [id, FAULTS[id]]);
}

/** The parameters of faults by their id. */
export const faultsSchema = z.strictObject(
  // Each entry keeps its type, which Object.fromEntries would lose.
  z
    .custom<{ [Id in FaultId]: z.ZodOptional<(typeof FAULTS)[Id]['parameters']> }>()
    .parse(Object.fromEntries(FAULT_IDS.map((id) => [id, FAULTS[id].parameters.optional()]))),
);

/** The faults that are switched on, with their parameters. */
export class InjectedFaults {
  readonly #randomness: Randomness;
  readonly #events: EventLog;
  readonly #on: { [Id in FaultId]?: ParametersOf<Id> } = {};
  readonly #taken = new Map<FaultId, number>();

  constructor(randomness: Randomness, events: EventLog) {
    this.#randomness = randomness;
    this.#events = events;
  }

  /** @throws ZodError when the parameters are invalid */
  switchOn(id: FaultId, input: unknown): void {
    const parameters = FAULTS[id].parameters.parse(input);
    Object.assign(this.#on, { [id]: parameters });
    this.#taken.set(id, 0);
    this.#events.record('fault.on', { fault: id, parameters });
  }

  switchOff(id: FaultId): void {
    if (!this.#on[id]) return;
    delete this.#on[id];
    this.#events.record('fault.off', { fault: id });
  }

  clear(): void {
    for (const [id] of faultDefinitions()) this.switchOff(id);
    this.#taken.clear();
  }

  /**
   * Returns the fault's parameters when it applies this time, and counts it.
   * @param target what it applies to, for the event log
   */
  take<Id extends FaultId>(id: Id, target: Record<string, unknown> = {}): ParametersOf<Id> | null {
    const parameters: ParametersOf<Id> | undefined = this.#on[id];
    if (!parameters) return null;
    const { rate, times } = parameters;
    if (rate < 1 && randomFraction(this.#randomness) >= rate) return null;
    const taken = this.taken(id) + 1;
    this.#taken.set(id, taken);
    this.#events.record('fault.taken', { fault: id, ...target });
    if (times !== null && taken >= times) this.switchOff(id);
    return parameters;
  }

  parametersOf<Id extends FaultId>(id: Id): ParametersOf<Id> | null {
    return this.#on[id] ?? null;
  }

  /** How often the fault was injected since it was last switched on. */
  taken(id: FaultId): number {
    return this.#taken.get(id) ?? 0;
  }

  /** The faults that are on, for an export. */
  snapshot(): Record<string, unknown> {
    return { ...this.#on };
  }
}
