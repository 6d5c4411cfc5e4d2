import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;

class TimeoutError extends Error {}

/** Checks every `pollMs` until the condition holds and returns how long that took in ms. Throws on timeout. */
export async function waitFor(
  what: string,
  timeoutMs: number,
  condition: () => boolean | Promise<boolean>,
  pollMs = POLL_MS,
): Promise<number> {
  const startMs = performance.now();
  while (!(await condition())) {
    if (performance.now() - startMs > timeoutMs)
      throw new TimeoutError(`Timed out after ${timeoutMs / 1_000} s: ${what}.`);
    await delay(pollMs);
  }
  return performance.now() - startMs;
}

/** Like `waitFor`, but returns Infinity on timeout. */
export async function timeUntil(
  timeoutMs: number,
  condition: () => boolean | Promise<boolean>,
  pollMs = POLL_MS,
): Promise<number> {
  try {
    return await waitFor('the condition', timeoutMs, condition, pollMs);
  } catch (error) {
    if (error instanceof TimeoutError) return Infinity;
    throw error;
  }
}
