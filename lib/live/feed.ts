import 'server-only';
import { log } from '../log';
import { processWide } from '../process-wide';
import { markViewed } from '../reconciliation/mutations';
import { getDeltasAfter } from '../transactions/data';
import { listener } from './listener';
import { sseEvent } from './sse';

const BATCH = 100;
/** A browser that hears nothing for longer opens the stream anew (components/live/use-feed.ts). */
const HEARTBEAT_MS = 15_000;
/** A stream ends then and the browser opens another, which asks again who is there. */
const LONGEST_LIFE_MS = 10 * 60_000;
/** Chunks that may wait for a slow reader before it is dropped; it resumes by its last id. */
const LONGEST_BACKLOG = 200;
/** How soon Proof is asked after a customer opens a page. */
const FIRST_CHECK_SECONDS = 1;
const REGULAR_CHECK_SECONDS = 5;

const openFeeds = () =>
  processWide('feeds', () => ({ closes: new Set<() => void>(), over: false }));

/** False once the process is ending: a stream opened then would keep it from that. */
export function servesFeeds(): boolean {
  return !openFeeds().over;
}

/**
 * Server-sent events of one customer's transactions, in order, from after `sequence` on. Every
 * event is read from the database, so a lost wake-up or a restart delays and never loses one.
 */
export function openFeed(
  userId: string,
  sequence: number,
  disconnected: AbortSignal,
): ReadableStream<Uint8Array> {
  let close = () => {};
  return new ReadableStream(
    {
      start(controller) {
        close = runFeed(userId, sequence, controller);
        disconnected.addEventListener('abort', close, { once: true });
        if (disconnected.aborted || !servesFeeds()) close();
      },
      cancel: () => close(),
    },
    new CountQueuingStrategy({ highWaterMark: LONGEST_BACKLOG }),
  );
}

/** How many streams this process has open. */
export function countOpenFeeds(): number {
  return openFeeds().closes.size;
}

/** Ends all streams of this process, for good: an open one would keep it from shutting down. */
export function closeAllFeeds(): void {
  const feeds = openFeeds();
  feeds.over = true;
  for (const close of feeds.closes) close();
}

function runFeed(
  userId: string,
  sequence: number,
  controller: ReadableStreamDefaultController<Uint8Array>,
): () => void {
  let last = sequence;
  let closed = false;
  let reading = false;
  let woken = false;

  const send = (chunk: Uint8Array) => {
    if (closed) return;
    if ((controller.desiredSize ?? 0) <= 0) close();
    else controller.enqueue(chunk);
  };
  const read = async () => {
    woken = true;
    if (reading) return;
    reading = true;
    try {
      while (woken && !closed) {
        woken = false;
        const deltas = await getDeltasAfter(userId, last, BATCH);
        for (const delta of deltas) {
          send(sseEvent({ id: delta.event.sequence, event: 'delta', data: delta }));
          last = delta.event.sequence;
        }
        woken ||= deltas.length === BATCH;
      }
    } catch (cause) {
      log().warn({ cause }, 'a feed could not be read; the heartbeat tries again');
    } finally {
      reading = false;
    }
  };
  const view = (withinSeconds: number) =>
    void markViewed(userId, withinSeconds).catch((cause) => log().warn({ cause }, 'not marked'));
  const beat = (checkWithinSeconds: number) => {
    send(sseEvent({ event: 'heartbeat', data: {} }));
    view(checkWithinSeconds);
    void read();
  };

  const unsubscribe = listener().onEvent(userId, () => void read());
  const heartbeat = setInterval(() => beat(REGULAR_CHECK_SECONDS), HEARTBEAT_MS);
  const lifetime = setTimeout(() => close(), LONGEST_LIFE_MS);
  const close = () => {
    if (closed) return;
    if ((controller.desiredSize ?? 0) > 0) controller.enqueue(sseEvent({ event: 'bye', data: {} }));
    closed = true;
    unsubscribe();
    clearInterval(heartbeat);
    clearTimeout(lifetime);
    openFeeds().closes.delete(close);
    try {
      controller.close();
    } catch {
      // The reader was gone first.
    }
  };
  openFeeds().closes.add(close);
  beat(FIRST_CHECK_SECONDS);
  return close;
}
