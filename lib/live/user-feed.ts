import 'server-only';
import { log } from '../log';
import { markViewed } from '../reconciliation/mutations';
import { intervals } from '../reconciliation/schedule';
import type { SignIn } from '../users/data';
import { getDeltasAfter } from './data';
import { listener } from './listener';

const BATCH_SIZE = 100;

export type Stream = {
  signIn: SignIn;
  /** Of the last event that it was sent. */
  sequence: number;
  send: (chunk: Uint8Array) => void;
  close: (reason: 'bye' | 'replaced' | 'signed-out') => void;
};

/** The streams of one user in this process, oldest first. */
export type UserFeed = {
  streams: Set<Stream>;
  add: (stream: Stream) => void;
  stop: () => void;
};

/** Reads each event of a user once, and sends it to all their streams. */
export function startUserFeed(userId: string): UserFeed {
  const streams = new Set<Stream>();
  const deliver = deliverInOrder(userId, streams);
  const beat = (to: Iterable<Stream>, page: 'opened' | 'still open') => {
    for (const stream of to) stream.send(sseEvent({ event: 'heartbeat', data: {} }));
    markViewed(userId, page).catch((cause) => log().warn({ cause }, 'view not recorded'));
    void deliver();
  };
  const { wakes } = listener();
  const eventName = `event ${userId}`;
  wakes.on(eventName, deliver);
  const heartbeat = setInterval(() => beat(streams, 'still open'), intervals.heartbeat * 1000);
  return {
    streams,
    add: (stream) => {
      streams.add(stream);
      beat([stream], 'opened');
    },
    stop: () => {
      wakes.off(eventName, deliver);
      clearInterval(heartbeat);
    },
  };
}

/** Returns a function that sends what is new. Wake-ups during a read cause one more read after it. */
function deliverInOrder(userId: string, streams: Set<Stream>): () => Promise<void> {
  let reading = false;
  let readAgain = false;
  return async () => {
    readAgain = true;
    if (reading) return;
    reading = true;
    try {
      while (readAgain && streams.size > 0) {
        readAgain = false;
        // A stream that opens during the read may be behind it, and gets its events from the next.
        const readers = [...streams];
        const last = Math.min(...readers.map(({ sequence }) => sequence));
        const deltas = await getDeltasAfter(userId, last, BATCH_SIZE);
        // After the read, so that nothing that happens after a sign-out is sent.
        await closeEnded(readers);
        for (const delta of deltas) {
          const { sequence } = delta.event;
          const chunk = sseEvent({ id: sequence, event: 'delta', data: delta });
          for (const reader of readers.filter((behind) => behind.sequence < sequence)) {
            reader.sequence = sequence;
            reader.send(chunk);
          }
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

async function closeEnded(readers: Stream[]): Promise<void> {
  const signIns = new Map(readers.map(({ signIn }) => [signIn.id, signIn]));
  const close = async ({ id, hasEnded }: SignIn) => {
    if (!(await hasEnded())) return;
    for (const reader of readers) if (reader.signIn.id === id) reader.close('signed-out');
  };
  await Promise.all([...signIns.values()].map(close));
}

const encoder = new TextEncoder();

/** JSON never contains a raw line break, so the data is one line. */
export function sseEvent(event: { id?: number; event: string; data: object }): Uint8Array {
  const id = event.id === undefined ? '' : `id: ${event.id}\n`;
  return encoder.encode(`${id}event: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`);
}
