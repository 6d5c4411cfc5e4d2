import 'server-only';
import { processWide } from '../process-wide';
import type { SignIn } from '../users/data';
import { getEventSequence } from './data';
import { type Stream, sseEvent, startUserFeed, type UserFeed } from './user-feed';

/** Then the stream ends and the browser opens another, which authenticates again. */
const MAX_STREAM_AGE_MS = 10 * 60_000;
/** Of one user in one process. Hidden tabs have no stream, so these are visible windows. */
const MAX_STREAMS_PER_USER = 10;
/** Chunks that may wait for a slow reader before its stream is dropped. It resumes by its last id. */
const MAX_BACKLOG = 200;

const feeds = () =>
  processWide('feeds', () => ({ byUser: new Map<string, UserFeed>(), shuttingDown: false }));

const allStreams = () => [...feeds().byUser.values()].flatMap(({ streams }) => [...streams]);

/** False once the process is shutting down: a new stream would delay that. */
export function acceptsStreams(): boolean {
  return !feeds().shuttingDown;
}

/** How many streams this process has open. */
export function countStreams(): number {
  return allStreams().length;
}

/** Ends all streams of this process for good, since an open one delays its shutdown. */
export function closeAllStreams(): void {
  feeds().shuttingDown = true;
  for (const stream of allStreams()) stream.close('bye');
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
 * the database, so a lost wake-up or a restart delays events and never loses one. The last event says
 * why the stream ended: `signed-out` leads the browser to the sign-in page, `replaced` means that the
 * user opened too many, and after `bye` it opens another.
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
        const stream = startStream(signIn, sequence, controller);
        close = () => stream.close('bye');
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
): Stream {
  const { byUser } = feeds();
  const userId = signIn.user.id;
  const feed = byUser.get(userId) ?? startUserFeed(userId);
  byUser.set(userId, feed);
  const hasRoom = () => (controller.desiredSize ?? 0) > 0;
  const lifetime = setTimeout(() => stream.close('bye'), MAX_STREAM_AGE_MS);
  const stream: Stream = {
    signIn,
    sequence,
    send: (chunk) => {
      if (!feed.streams.has(stream)) return;
      if (hasRoom()) controller.enqueue(chunk);
      else stream.close('bye');
    },
    close: (reason) => {
      if (!feed.streams.delete(stream)) return;
      clearTimeout(lifetime);
      if (feed.streams.size === 0) {
        feed.stop();
        byUser.delete(userId);
      }
      if (hasRoom()) controller.enqueue(sseEvent({ event: reason, data: {} }));
      try {
        controller.close();
      } catch {
        // The reader disconnected first.
      }
    },
  };
  feed.add(stream);
  const [oldest] = feed.streams;
  if (feed.streams.size > MAX_STREAMS_PER_USER) oldest?.close('replaced');
  return stream;
}
