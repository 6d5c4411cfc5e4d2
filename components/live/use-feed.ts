'use client';
import { useEffect, useEffectEvent, useReducer, useState } from 'react';
import type { FeedDelta } from '@/lib/transactions/views';
import { addDelta } from './deltas';

/** polling: the stream cannot get through, so the page is refreshed every few seconds. */
export type FeedPhase = 'connecting' | 'live' | 'reconnecting' | 'polling' | 'offline';

/** The part of EventSource that is used. */
export type FeedSource = {
  addEventListener(type: string, listener: (event: MessageEvent) => void): void;
  close(): void;
};

export const feedTiming = {
  failuresUntilPolling: 3,
  reconnectMs: 2_000,
  pollMs: 10_000,
  reconnectWhilePollingMs: 30_000,
  /** Longer than the server's heartbeat. */
  silenceMs: 20_000,
} as const;

type FeedOptions = {
  /** The sequence of the newest event that the page's own data contains. */
  after: number;
  /** Opens the stream after a sequence. */
  openSource: (after: number) => FeedSource;
  /** Reloads the page's data. */
  refresh: () => Promise<void>;
  onSignedOut: () => void;
  /** The stream failed, or was refused: the browser doesn't say which. */
  onFailure: () => void;
};

/** Follows the signed-in customer's transactions while the component is mounted. */
export function useFeed({ after, openSource, refresh, onSignedOut, onFailure }: FeedOptions) {
  const [deltas, add] = useReducer(addDelta, []);
  const [phase, setPhase] = useState<FeedPhase>('connecting');
  const open = useEffectEvent(() => {
    return openSource(Math.max(after, deltas.at(-1)?.event.sequence ?? 0));
  });
  const receive = useEffectEvent((delta: FeedDelta) => {
    add(delta);
    // A side effect can change what only the server renders, such as a balance.
    if (delta.event.kind === 'side_effect') void refresh();
  });
  const poll = useEffectEvent(refresh);
  const leave = useEffectEvent(onSignedOut);
  const fail = useEffectEvent(onFailure);

  useEffect(() => {
    const connection = new FeedConnection(open, {
      onDelta: receive,
      onPhase: setPhase,
      onSignedOut: leave,
      onFailure: fail,
    });
    // Hidden tabs disconnect, because HTTP/1.1 gives a browser six connections per host.
    const follow = () => {
      if (!navigator.onLine) connection.disconnect('offline');
      else if (document.visibilityState === 'hidden') connection.disconnect('connecting');
      else connection.connect();
    };
    const unmounting = new AbortController();
    const { signal } = unmounting;
    follow();
    document.addEventListener('visibilitychange', follow, { signal });
    window.addEventListener('online', follow, { signal });
    window.addEventListener('offline', follow, { signal });
    return () => {
      unmounting.abort();
      connection.disconnect('connecting');
    };
  }, []);

  useEffect(() => {
    if (phase !== 'polling') return;
    const timer = setInterval(() => poll(), feedTiming.pollMs);
    return () => clearInterval(timer);
  }, [phase]);

  return { deltas, phase };
}

type FeedListener = Pick<FeedOptions, 'onSignedOut' | 'onFailure'> & {
  onDelta: (delta: FeedDelta) => void;
  onPhase: (phase: FeedPhase) => void;
};

/** Keeps one stream open and reconnects after failures. */
class FeedConnection {
  private source: FeedSource | undefined;
  private reconnectTimer: number | undefined;
  private silenceTimer: number | undefined;
  private failures = 0;

  constructor(
    private readonly open: () => FeedSource,
    private readonly listener: FeedListener,
  ) {}

  readonly connect = () => {
    this.close();
    const source = this.open();
    this.source = source;
    this.restartSilenceTimer();
    const on = (type: string, handle: (event: MessageEvent) => void) =>
      source.addEventListener(type, (event) => {
        this.restartSilenceTimer();
        handle(event);
      });
    on('heartbeat', this.succeed);
    on('delta', ({ data }) => {
      const delta = parseDelta(data);
      if (delta) this.listener.onDelta(delta);
    });
    // The server closes the stream on purpose, so spread the clients that come back.
    on('bye', () => this.reconnectIn(feedTiming.reconnectMs * Math.random(), 'reconnecting'));
    // The user has newer streams. A page that came back at once would end one of those.
    on('replaced', () => this.reconnectIn(feedTiming.reconnectWhilePollingMs, 'polling'));
    on('signed-out', () => {
      this.close();
      this.listener.onSignedOut();
    });
    on('error', this.fail);
  };

  disconnect(phase: 'connecting' | 'offline') {
    this.close();
    this.listener.onPhase(phase);
  }

  /** A proxy can hold back an open stream, so only a heartbeat proves that it works. */
  private readonly succeed = () => {
    this.failures = 0;
    this.listener.onPhase('live');
  };

  private readonly fail = () => {
    this.failures += 1;
    this.listener.onFailure();
    if (this.failures < feedTiming.failuresUntilPolling)
      this.reconnectIn(feedTiming.reconnectMs, 'reconnecting');
    else this.reconnectIn(feedTiming.reconnectWhilePollingMs, 'polling');
  };

  /** Half-open connections raise no error, so silence counts as a failure. */
  private restartSilenceTimer() {
    window.clearTimeout(this.silenceTimer);
    this.silenceTimer = window.setTimeout(this.fail, feedTiming.silenceMs);
  }

  private reconnectIn(delayMs: number, phase: FeedPhase) {
    this.close();
    this.listener.onPhase(phase);
    this.reconnectTimer = window.setTimeout(this.connect, delayMs);
  }

  private close() {
    window.clearTimeout(this.reconnectTimer);
    window.clearTimeout(this.silenceTimer);
    this.source?.close();
  }
}

/** Returns null for a delta that this page cannot read: the server may be newer than the tab. */
function parseDelta(data: string): FeedDelta | null {
  try {
    const delta: FeedDelta = JSON.parse(data);
    const readable =
      typeof delta.event.sequence === 'number' &&
      delta.event.transactionId === delta.transaction.id &&
      typeof delta.transaction.status === 'string' &&
      typeof delta.transaction.version === 'number';
    return readable ? delta : null;
  } catch {
    return null;
  }
}
