import 'server-only';
import { getEventSequence } from '../transactions/data';

/** Server-sent events, as the HTML standard frames them. */

const encoder = new TextEncoder();

/** JSON never contains a raw line break, so the data is one line. */
export function sseEvent(event: { id?: number; event: string; data: object }): Uint8Array {
  const id = event.id === undefined ? '' : `id: ${event.id}\n`;
  return encoder.encode(`${id}event: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`);
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
