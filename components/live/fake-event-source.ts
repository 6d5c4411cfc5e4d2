import type { FeedDelta } from '@/lib/transactions/views';
import type { FeedSource } from './use-feed';

/** Stands in for the browser's EventSource in tests: the test plays the server. */
export class FakeEventSource implements FeedSource {
  closed = false;
  private readonly listeners = new Map<string, (event: MessageEvent) => void>();

  constructor(readonly url: string) {}

  addEventListener(type: string, listener: (event: MessageEvent) => void) {
    this.listeners.set(type, listener);
  }

  close() {
    this.closed = true;
  }

  open() {
    this.emit('heartbeat', '{}');
  }

  deliver(delta: FeedDelta) {
    this.emit('delta', JSON.stringify(delta));
  }

  breakOff() {
    this.emit('error');
  }

  /** As in browsers, nothing is dispatched after `close()`. */
  emit(type: string, data?: string) {
    if (this.closed) return;
    this.listeners.get(type)?.(new MessageEvent(type, { data }));
  }
}
