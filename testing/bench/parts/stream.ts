import { EventEmitter, once } from 'node:events';
import { sessionCookie } from '../../session-cookie';
import type { BenchContext } from '../part';

export type Stream = {
  /** Resolves when the next event about a transaction arrives. */
  nextEvent: () => Promise<unknown>;
  close: () => Promise<void>;
};

/** The cookie of one browser, whose pages share a sign-in. */
export async function signIn(env: BenchContext['env'], userId: string): Promise<string> {
  const { name, value } = await sessionCookie(userId, String(env.AUTH_SECRET));
  return `${name}=${value}`;
}

/** Opens the stream of a signed-in user as a page does, and waits for its first heartbeat. */
export function openStream(env: BenchContext['env'], cookie: string): Promise<Stream> {
  return openEvents(`http://127.0.0.1:${env.PORT}/api/transactions/stream?after=0`, { cookie });
}

export async function openEvents(
  url: string,
  headers: Record<string, string> = {},
): Promise<Stream> {
  const closing = new AbortController();
  const response = await fetch(url, { headers, signal: closing.signal });
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
