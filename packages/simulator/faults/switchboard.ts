import type { EventLog } from '../events/event-log';
import { drawShare, type Randomness } from '../randomness';
import { definitionsById, FAULTS, type FaultId, type ParametersOf } from './registry';

type Switched = { [Id in FaultId]?: ParametersOf<Id> };

/** Which faults are on, with what parameters, and how often each has struck. */
export class Switchboard {
  readonly #randomness: Randomness;
  readonly #events: EventLog;
  readonly #on: Switched = {};
  readonly #taken = new Map<FaultId, number>();

  constructor(randomness: Randomness, events: EventLog) {
    this.#randomness = randomness;
    this.#events = events;
  }

  /** @throws ZodError when the parameters do not fit the fault. */
  switchOn(id: FaultId, given: unknown): void {
    const parsed = FAULTS[id].parameters.parse(given);
    Object.assign(this.#on, { [id]: parsed });
    this.#taken.set(id, 0);
    this.#events.record('fault.on', { fault: id, parameters: parsed });
  }

  switchOff(id: FaultId): void {
    if (!this.#on[id]) return;
    delete this.#on[id];
    this.#events.record('fault.off', { fault: id });
  }

  clear(): void {
    for (const [id] of definitionsById()) this.switchOff(id);
    this.#taken.clear();
  }

  /**
   * Asks whether a fault strikes on this occasion, and counts it if so.
   * @param about what it strikes, for the event log
   */
  take<Id extends FaultId>(id: Id, about: Record<string, unknown> = {}): ParametersOf<Id> | null {
    const parameters: ParametersOf<Id> | undefined = this.#on[id];
    if (!parameters) return null;
    const { rate, times } = parameters;
    if (rate < 1 && drawShare(this.#randomness) >= rate) return null;
    const taken = (this.#taken.get(id) ?? 0) + 1;
    this.#taken.set(id, taken);
    this.#events.record('fault.taken', { fault: id, ...about });
    if (times !== null && taken >= times) this.switchOff(id);
    return parameters;
  }

  parametersOf<Id extends FaultId>(id: Id): ParametersOf<Id> | null {
    return this.#on[id] ?? null;
  }

  taken(id: FaultId): number {
    return this.#taken.get(id) ?? 0;
  }

  /** What is on, for an export. */
  snapshot(): Record<string, unknown> {
    return { ...this.#on };
  }
}
