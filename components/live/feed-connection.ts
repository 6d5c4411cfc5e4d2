import type { FeedDelta } from '@/lib/transactions/schema';
import { parseDelta } from './parse-delta';

/** live: events arrive. reconnecting: they will again. polling: the stream does not get through. */
export type FeedPhase = 'connecting' | 'live' | 'reconnecting' | 'polling';

/** The part of EventSource that is used, so that a test can stand in for the browser's. */
export type FeedSource = {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: MessageEvent) => void): void;
  close(): void;
};

export const feedTiming = {
  errorsUntilPolling: 3,
  reopenMs: 2_000,
  pollMs: 10_000,
  retryWhilePollingMs: 30_000,
  /** Longer than the server's heartbeat. */
  silenceMs: 20_000,
} as const;

/** EventSource.CLOSED: the browser has given up, and does not reconnect by itself. */
const CLOSED = 2;

export type FeedOptions = {
  openSource: (url: string) => FeedSource;
  /** The newest sequence seen, read at each opening. */
  lastSequence: () => number;
  onDelta: (delta: FeedDelta) => void;
  onPhase: (phase: FeedPhase) => void;
  /** Asks for the page's data anew, while the stream does not get through. */
  onPoll: () => void;
};

/**
 * Keeps one event stream open as long as the tab is visible: HTTP/1.1 gives a browser six
 * connections per host, and hidden tabs should not hold them.
 */
export class FeedConnection {
  private source: FeedSource | undefined;
  private reopening: number | undefined;
  private polling: number | undefined;
  private silence: number | undefined;
  private errors = 0;

  constructor(private readonly options: FeedOptions) {}

  /** Connects, and answers the function that ends it. */
  start(): () => void {
    document.addEventListener('visibilitychange', this.followVisibility);
    this.followVisibility();
    return () => {
      document.removeEventListener('visibilitychange', this.followVisibility);
      this.stopPolling();
      this.close();
    };
  }

  private readonly followVisibility = () => {
    if (document.visibilityState === 'visible') return this.open();
    this.stopPolling();
    this.close();
  };

  private readonly open = () => {
    this.close();
    // A new EventSource sends no Last-Event-ID, so the address says where to go on.
    const source = this.options.openSource(
      `/api/transactions/stream?after=${this.options.lastSequence()}`,
    );
    this.source = source;
    this.listenFor(source);
    const whileCurrent = (handle: (event: MessageEvent) => void) => (event: MessageEvent) => {
      if (this.source !== source) return;
      this.listenFor(source);
      handle(event);
    };
    // An open connection proves nothing yet: a proxy may hold back what is sent over it.
    source.addEventListener('heartbeat', whileCurrent(this.succeed));
    source.addEventListener('delta', whileCurrent(this.receive));
    source.addEventListener('bye', whileCurrent(this.leave));
    source.addEventListener(
      'error',
      whileCurrent(() => this.fail(source)),
    );
  };

  /** A connection that lost its peer without a word stays open for ever; silence gives it away. */
  private listenFor(source: FeedSource) {
    window.clearTimeout(this.silence);
    this.silence = window.setTimeout(() => {
      source.close();
      this.fail(source);
    }, feedTiming.silenceMs);
  }

  private readonly succeed = () => {
    this.errors = 0;
    this.stopPolling();
    this.options.onPhase('live');
  };

  private readonly receive = (event: MessageEvent) => {
    const delta = parseDelta(event.data);
    if (delta) this.options.onDelta(delta);
  };

  /** The server ends the stream on purpose, for a restart say: come back, but not all at once. */
  private readonly leave = () => {
    this.options.onPhase('reconnecting');
    this.reopenIn(feedTiming.reopenMs * Math.random());
  };

  private fail(source: FeedSource) {
    this.errors += 1;
    if (this.errors >= feedTiming.errorsUntilPolling) return this.poll();
    this.options.onPhase('reconnecting');
    // Until then the browser reconnects by itself, with Last-Event-ID.
    if (source.readyState === CLOSED) this.reopenIn(feedTiming.reopenMs);
  }

  private poll() {
    this.options.onPhase('polling');
    this.polling ??= window.setInterval(this.options.onPoll, feedTiming.pollMs);
    this.reopenIn(feedTiming.retryWhilePollingMs);
  }

  private reopenIn(delayMs: number) {
    this.close();
    this.reopening = window.setTimeout(this.open, delayMs);
  }

  private stopPolling() {
    window.clearInterval(this.polling);
    this.polling = undefined;
  }

  private close() {
    window.clearTimeout(this.reopening);
    window.clearTimeout(this.silence);
    this.source?.close();
    this.source = undefined;
  }
}
