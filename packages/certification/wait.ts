const INTERVAL_MS = 25;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Waits until `read` returns a value. Returns `null` if it has not after `timeoutMs`. Reads at least
 * once.
 */
export async function until<T>(
  read: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  timeoutMs: number,
  intervalMs = INTERVAL_MS,
): Promise<T | null> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() >= deadline) return null;
    await pause(intervalMs);
  }
}
