import type { Clock } from '../clock';
import type { FaultId } from '../injected-faults/injected-faults';
import type { Transaction } from '../provider/transaction';
import { BoundedLog } from '../state/bounded-log';
import type { Changes } from './changes';
import type { EventLog } from './event-log';

/** A message to the partner that an injected fault dropped. */
export type DroppedMessage = {
  id: number;
  at: string;
  channel: 'webhook' | 'socket';
  transactionId: string;
  fault: FaultId;
  /** What the partner did not receive. */
  body: Record<string, unknown>;
};

const EVENT_TYPES = { webhook: 'delivery.dropped', socket: 'socket_message.dropped' } as const;

type Dependencies = { limit: number; clock: Clock; events: EventLog; changes: Changes };

/** Keeps what was dropped, because otherwise a lost message would be invisible. */
export class DroppedMessages {
  readonly #dependencies: Dependencies;
  readonly #log: BoundedLog<DroppedMessage>;
  #lastId = 0;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#log = new BoundedLog(dependencies.limit);
  }

  add(
    { id: transactionId, status }: Transaction,
    message: Pick<DroppedMessage, 'channel' | 'fault' | 'body'>,
  ): void {
    const { clock, events, changes } = this.#dependencies;
    const { channel, fault } = message;
    this.#lastId += 1;
    const at = new Date(clock.nowMs()).toISOString();
    this.#log.add({ id: this.#lastId, at, transactionId, ...message });
    events.record(EVENT_TYPES[channel], { transactionId, status, fault });
    changes.publish({ type: 'dropped', data: { id: this.#lastId, channel, transactionId } });
  }

  newestFirst(limit?: number): DroppedMessage[] {
    return this.#log.newestFirst(limit);
  }

  clear(): void {
    this.#log.clear();
    this.#lastId = 0;
  }
}
