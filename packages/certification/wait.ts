const INTERVAL_MS = 25;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Waits until `read` returns a value. Returns `null` if it has not after `timeoutMs`. Reads once more
 * after that, because a process that was held up has not handled yet what arrived in time.
 */
export async function until<T>(
  read: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  timeoutMs: number,
  intervalMs = INTERVAL_MS,
): Promise<T | null> {
  const deadline = performance.now() + timeoutMs;
  for (let isLast = false; ; ) {
    const value = await read();
    if (value !== null && value !== undefined && value !== false) return value;
    if (isLast) return null;
    isLast = performance.now() >= deadline;
    await pause(intervalMs);
  }
}
