import { EventEmitter } from 'node:events';
import type { Transaction } from '../provider/transaction';

/** A change that the control room shows live. It fetches the details that it needs. */
export type Change =
  | { type: 'transaction'; data: { id: string; status: string; updatedAt: string } }
  | { type: 'delivery'; data: { id: number; transactionId: string; responseStatus: number | null } }
  | { type: 'dropped'; data: { id: number; channel: string; transactionId: string } }
  | { type: 'call'; data: { id: number; method: string; path: string; status: number } }
  | { type: 'event'; data: { sequence: number; type: string } }
  | { type: 'setting'; data: { what: 'settings' | 'faults' | 'reset' | 'import' | 'user' } }
  | { type: 'clock'; data: { nowMs: number; offsetMs: number; frozen: boolean } };

/** Publishes changes to the current subscribers and keeps none. */
export class Changes {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  publishTransaction({ id, status, updatedAt }: Transaction): void {
    const data = { id, status, updatedAt: new Date(updatedAt).toISOString() };
    this.publish({ type: 'transaction', data });
  }

  publish(change: Change): void {
    this.#emitter.emit('change', change);
  }

  /** Returns an unsubscribe function. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#emitter.on('change', listener);
    return () => this.#emitter.off('change', listener);
  }
}
