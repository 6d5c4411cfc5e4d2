import 'server-only';
import { log } from '../log';
import { processWide } from '../process-wide';
import { markViewed } from '../reconciliation/mutations';
import type { SignIn } from '../users/data';
import { getDeltasAfter, getEventSequence } from './data';
import { listener } from './listener';

const BATCH_SIZE = 100;
/** A browser that receives nothing for longer reconnects (components/live/use-feed.ts). */
const HEARTBEAT_MS = 15_000;
/** Then the stream ends and the browser opens another, which authenticates again. */
const MAX_STREAM_AGE_MS = 10 * 60_000;
/** Chunks that may wait for a slow reader before its stream is dropped. It resumes by its last id. */
const MAX_BACKLOG = 200;

const streams = () =>
  processWide('streams', () => ({ closes: new Set<() => void>(), shuttingDown: false }));

/** False once the process is shutting down: a new stream would delay that. */
export function acceptsStreams(): boolean {
  return !streams().shuttingDown;
}

/** How many streams this process has open. */
export function countStreams(): number {
  return streams().closes.size;
}

/** Ends all streams of this process for good, since an open one delays its shutdown. */
export function closeAllStreams(): void {
  streams().shuttingDown = true;
  for (const close of streams().closes) close();
}

/**
 * `no-transform` keeps Next.js from compressing the stream, which would hold events back, and
 * `x-accel-buffering` keeps nginx from buffering it. The connection closes with the stream, so that
 * a browser does not reconnect to a process that is shutting down.
 */
export const sseHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  connection: 'close',
};

/**
 * The sequence to continue after: the last one the browser received (it repeats the header when it
 * reconnects), else the one the page was rendered with. Null when it is not a sequence of this user.
 */
export async function resumeFrom(request: Request, userId: string): Promise<number | null> {
  const given =
    request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after');
  if (given === null || !/^\d{1,15}$/.test(given)) return null;
  // A database restored from a backup is behind an open page, which then has to reload.
  return Number(given) <= (await getEventSequence(userId)) ? Number(given) : null;
}

/**
 * One customer's events after `sequence`, in order, as server-sent events. Every event is read from
 * the database, so a lost wake-up or a restart delays events and never loses one. When the sign-in
 * ends, so does the stream, with an event that leads the browser to the sign-in page.
 */
export function openStream(
  signIn: SignIn,
  sequence: number,
  disconnected: AbortSignal,
): ReadableStream<Uint8Array> {
  let close = () => {};
  return new ReadableStream(
    {
      start(controller) {
        close = startStream(signIn, sequence, controller);
        disconnected.addEventListener('abort', close, { once: true });
        if (disconnected.aborted || !acceptsStreams()) close();
      },
      cancel: () => close(),
    },
    new CountQueuingStrategy({ highWaterMark: MAX_BACKLOG }),
  );
}

function startStream(
  signIn: SignIn,
  sequence: number,
  controller: ReadableStreamDefaultController<Uint8Array>,
): () => void {
  const userId = signIn.user.id;
  let closed = false;
  const hasRoom = () => (controller.desiredSize ?? 0) > 0;
  const send = (chunk: Uint8Array) => {
    if (closed) return;
    if (hasRoom()) controller.enqueue(chunk);
    else close();
  };
  const deliver = deliverInOrder(signIn, sequence, {
    send,
    signedOut: () => close('signed-out'),
    isClosed: () => closed,
  });
  const beat = (page: 'opened' | 'still open') => {
    send(sseEvent({ event: 'heartbeat', data: {} }));
    markViewed(userId, page).catch((cause) => log().warn({ cause }, 'view not recorded'));
    void deliver();
  };

  const { wakes } = listener();
  const eventName = `event ${userId}`;
  wakes.on(eventName, deliver);
  const heartbeat = setInterval(() => beat('still open'), HEARTBEAT_MS);
  const lifetime = setTimeout(() => close(), MAX_STREAM_AGE_MS);
  const close = (event: 'bye' | 'signed-out' = 'bye') => {
    if (closed) return;
    if (hasRoom()) controller.enqueue(sseEvent({ event, data: {} }));
    closed = true;
    wakes.off(eventName, deliver);
    clearInterval(heartbeat);
    clearTimeout(lifetime);
    streams().closes.delete(close);
    try {
      controller.close();
    } catch {
      // The reader disconnected first.
    }
  };
  streams().closes.add(close);
  beat('opened');
  return () => close();
}

type StreamEnds = {
  send: (chunk: Uint8Array) => void;
  signedOut: () => void;
  isClosed: () => boolean;
};

/** Returns a function that sends what is new. Wake-ups during a read cause one more read after it. */
function deliverInOrder(
  { user, hasEnded }: SignIn,
  sequence: number,
  { send, signedOut, isClosed }: StreamEnds,
): () => Promise<void> {
  let last = sequence;
  let reading = false;
  let readAgain = false;
  return async () => {
    readAgain = true;
    if (reading) return;
    reading = true;
    try {
      while (readAgain && !isClosed()) {
        readAgain = false;
        const deltas = await getDeltasAfter(user.id, last, BATCH_SIZE);
        // After the read, so that nothing that happens after a sign-out is sent.
        if (await hasEnded()) return signedOut();
        for (const delta of deltas) {
          last = delta.event.sequence;
          send(sseEvent({ id: last, event: 'delta', data: delta }));
        }
        readAgain ||= deltas.length === BATCH_SIZE;
      }
    } catch (cause) {
      log().warn({ cause }, 'a stream could not be read; the next heartbeat tries again');
    } finally {
      reading = false;
    }
  };
}

const encoder = new TextEncoder();

/** JSON never contains a raw line break, so the data is one line. */
function sseEvent(event: { id?: number; event: string; data: object }): Uint8Array {
  const id = event.id === undefined ? '' : `id: ${event.id}\n`;
  return encoder.encode(`${id}event: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`);
}
