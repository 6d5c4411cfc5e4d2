import { EventEmitter } from 'node:events';
import type { Transaction } from '../core/transaction';

/** What the live control room is told. Payloads are small: it fetches what it wants to show. */
export type Change =
  | { type: 'transaction'; data: { id: string; status: string; updatedAt: string } }
  | { type: 'delivery'; data: { id: number; transactionId: string; responseStatus: number | null } }
  | { type: 'call'; data: { id: number; method: string; path: string; status: number } }
  | { type: 'setting'; data: { what: 'settings' | 'faults' | 'reset' | 'import' | 'user' } }
  | { type: 'clock'; data: { nowMs: number; offsetMs: number; frozen: boolean } };

/** Tells whoever listens now; nobody is waited for, nothing is kept. */
export class Changes {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  publishTransaction({ id, status, updatedAt }: Transaction): void {
    const data = { id, status, updatedAt: new Date(updatedAt).toISOString() };
    this.publish({ type: 'transaction', data });
  }

  publish(change: Change): void {
    this.#emitter.emit('change', change);
  }

  /** @returns a function that ends the listening. */
  listen(listener: (change: Change) => void): () => void {
    this.#emitter.on('change', listener);
    return () => this.#emitter.off('change', listener);
  }
}
