/** Reads at most `maxBytes`: Next.js puts no limit on the body of a route handler. */
export async function readBounded(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; complete: boolean }> {
  const bytes = new Uint8Array(maxBytes);
  let length = 0;
  for await (const chunk of body ?? []) {
    const kept = chunk.subarray(0, maxBytes - length);
    bytes.set(kept, length);
    length += kept.length;
    // Leaving the loop cancels the stream.
    if (kept.length < chunk.length) return { bytes, complete: false };
  }
  return { bytes: bytes.slice(0, length), complete: true };
}
