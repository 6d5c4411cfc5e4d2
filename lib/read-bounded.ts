/** Longer than a slow network needs for a few kilobytes. */
const TIMEOUT_MS = 10_000;

export type BoundedBody = {
  bytes: Uint8Array<ArrayBuffer>;
  /** Why reading stopped before the end. Null if it did not. */
  cut: 'size' | 'time' | null;
};

/**
 * Reads at most `maxBytes` within the time limit: Next.js limits neither the size of a route
 * handler's body nor how slowly it arrives.
 */
export async function readBounded(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  timeoutMs = TIMEOUT_MS,
): Promise<BoundedBody> {
  const bytes = new Uint8Array(maxBytes);
  let length = 0;
  let late = false;
  const reader = body?.getReader();
  // Cancelling ends a read that is waiting, as if the body were complete.
  const timer = setTimeout(() => {
    late = true;
    void reader?.cancel();
  }, timeoutMs);
  try {
    for (;;) {
      const chunk = (await reader?.read())?.value;
      if (late) return { bytes: bytes.slice(0, length), cut: 'time' };
      if (!chunk) return { bytes: bytes.slice(0, length), cut: null };
      const kept = chunk.subarray(0, maxBytes - length);
      bytes.set(kept, length);
      length += kept.length;
      if (kept.length < chunk.length) {
        await reader?.cancel();
        return { bytes, cut: 'size' };
      }
    }
  } finally {
    clearTimeout(timer);
  }
}
