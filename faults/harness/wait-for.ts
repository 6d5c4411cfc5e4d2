import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;

class TimeoutError extends Error {}

/** Polls until the condition holds and returns how long that took in ms. Throws on timeout. */
export async function waitFor(
  what: string,
  timeoutMs: number,
  condition: () => boolean | Promise<boolean>,
): Promise<number> {
  const startMs = performance.now();
  while (!(await condition())) {
    if (performance.now() - startMs > timeoutMs)
      throw new TimeoutError(`Timed out after ${timeoutMs / 1_000} s: ${what}.`);
    await delay(POLL_MS);
  }
  return performance.now() - startMs;
}

/** Like `waitFor`, but returns Infinity on timeout. */
export async function timeUntil(
  timeoutMs: number,
  condition: () => boolean | Promise<boolean>,
): Promise<number> {
  try {
    return await waitFor('the condition', timeoutMs, condition);
  } catch (error) {
    if (error instanceof TimeoutError) return Infinity;
    throw error;
  }
}
