import type { Changes } from '../events/changes';

export class WaitTimeoutError extends Error {}

/**
 * Resolves with what `find` returns as soon as that is not undefined: at once, or after a change.
 * @throws WaitTimeoutError
 */
export function waitFor<T>(
  changes: Changes,
  find: () => T | undefined,
  { timeoutMs, what }: { timeoutMs: number; what: string },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const found = find();
    if (found !== undefined) {
      resolve(found);
      return;
    }
    const timeout = setTimeout(() => {
      unsubscribe();
      reject(new WaitTimeoutError(`There was no ${what} within ${timeoutMs / 1_000} s.`));
    }, timeoutMs);
    const unsubscribe = changes.subscribe(() => {
      const entry = find();
      if (entry === undefined) return;
      unsubscribe();
      clearTimeout(timeout);
      resolve(entry);
    });
  });
}

/**
 * Resolves once nothing changed for `quietMs`.
 * @throws WaitTimeoutError
 */
export function waitUntilQuiet(
  changes: Changes,
  { quietMs, timeoutMs }: { quietMs: number; timeoutMs: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      unsubscribe();
      clearTimeout(quiet);
      clearTimeout(timeout);
      settle();
    };
    const quiet = setTimeout(() => end(resolve), quietMs);
    const timeout = setTimeout(
      () =>
        end(() => reject(new WaitTimeoutError(`It was not quiet within ${timeoutMs / 1_000} s.`))),
      timeoutMs,
    );
    const unsubscribe = changes.subscribe(() => quiet.refresh());
  });
}
