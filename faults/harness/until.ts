import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;

class TooLate extends Error {}

/** Waits for a condition and answers how long it took, or throws when it takes too long. */
export async function until(
  what: string,
  timeoutMs: number,
  holds: () => boolean | Promise<boolean>,
): Promise<number> {
  const startMs = performance.now();
  while (!(await holds())) {
    if (performance.now() - startMs > timeoutMs)
      throw new TooLate(`Waited ${timeoutMs / 1_000} s in vain: ${what}.`);
    await delay(POLL_MS);
  }
  return performance.now() - startMs;
}

/** As `until`, for what is judged afterwards: answers Infinity when it did not happen in time. */
export async function happens(
  timeoutMs: number,
  holds: () => boolean | Promise<boolean>,
): Promise<number> {
  try {
    return await until('it did not happen', timeoutMs, holds);
  } catch (error) {
    if (error instanceof TooLate) return Infinity;
    throw error;
  }
}
