import { EventEmitter, once } from 'node:events';
import { sessionCookie } from '../../session-cookie';
import type { BenchContext } from '../part';

export type Stream = {
  /** Resolves when the next event about a transaction arrives. */
  nextEvent: () => Promise<unknown>;
  close: () => Promise<void>;
};

/** Opens a user's stream as a page does, and waits for its first heartbeat. */
export async function openStream(env: BenchContext['env'], userId: string): Promise<Stream> {
  const { name, value } = await sessionCookie(userId, String(env.AUTH_SECRET));
  const closing = new AbortController();
  const response = await fetch(`http://127.0.0.1:${env.PORT}/api/transactions/stream?after=0`, {
    headers: { cookie: `${name}=${value}` },
    signal: closing.signal,
  });
  if (!response.ok || !response.body) throw new Error(`A stream returned ${response.status}.`);
  const received = new EventEmitter();
  const opened = once(received, 'heartbeat');
  const reading = read(response.body, received).catch((error: unknown) => {
    if (!closing.signal.aborted) throw error;
  });
  await opened;
  return {
    nextEvent: () => once(received, 'delta'),
    close: async () => {
      closing.abort();
      await reading;
    },
  };
}

/** Emits the name of each event. An event is small, so it arrives in one piece. */
async function read(body: ReadableStream<Uint8Array>, received: EventEmitter): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of body)
    for (const [, event] of decoder.decode(chunk).matchAll(/^event: (\w+)$/gm))
      if (event) received.emit(event);
}
