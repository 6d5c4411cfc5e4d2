/** Framing of server-sent events, as the HTML standard defines it. */

const encoder = new TextEncoder();

/** JSON never holds a raw line break, so the data is one line. */
export function sseEvent(event: { id?: number; event: string; data: object }): Uint8Array {
  const id = event.id === undefined ? '' : `id: ${event.id}\n`;
  return encoder.encode(`${id}event: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`);
}

/**
 * `no-transform` keeps Next.js from compressing the stream, which would hold events back, and
 * `x-accel-buffering` keeps nginx from buffering it. The connection ends with the stream: one kept
 * alive would bring its browser back to a process that is shutting down.
 */
export const sseHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  connection: 'close',
};
