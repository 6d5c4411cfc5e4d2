import type { FeedDelta } from '@/lib/transactions/schema';
import type { FeedSource } from './feed-connection';

/** Stands in for the browser's EventSource in tests: the test plays the server. */
export class FakeEventSource implements FeedSource {
  readyState = 0;
  private readonly listeners = new Map<string, (event: MessageEvent) => void>();

  constructor(readonly url: string) {}

  addEventListener(type: string, listener: (event: MessageEvent) => void) {
    this.listeners.set(type, listener);
  }

  close() {
    this.readyState = 2;
  }

  open() {
    this.readyState = 1;
    this.emit('heartbeat', '{}');
  }

  deliver(delta: FeedDelta) {
    this.emit('delta', JSON.stringify(delta));
  }

  /** The connection broke: the browser tries again by itself, unless it gave up. */
  breakOff({ givenUp = false } = {}) {
    this.readyState = givenUp ? 2 : 0;
    this.emit('error');
  }

  emit(type: string, data?: string) {
    this.listeners.get(type)?.(new MessageEvent(type, { data }));
  }
}
