import type { Change, Changes } from '../events/changes';

/** What was waited for did not come in time, or the client disconnected. */
export class WaitTimeoutError extends Error {}

type Limits = { timeoutMs: number; signal: AbortSignal };

/** Subscribes until `settle` is called, and rejects after the time or when the client disconnects. */
function subscribeUntilSettled<T>(
  changes: Changes,
  { timeoutMs, signal, message }: Limits & { message: string },
  start: (settle: (value: T) => void) => (change: Change) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const giveUp = () => {
      unsubscribe();
      reject(new WaitTimeoutError(message));
    };
    const settle = (value: T) => {
      unsubscribe();
      ended.removeEventListener('abort', giveUp);
      resolve(value);
    };
    const unsubscribe = changes.subscribe(start(settle));
    if (ended.aborted) giveUp();
    else ended.addEventListener('abort', giveUp, { once: true });
  });
}

/**
 * Resolves with what `find` returns as soon as that is not undefined: at once, or after a change of
 * the given type.
 * @throws WaitTimeoutError
 */
export async function waitFor<T>(
  changes: Changes,
  find: () => T | undefined,
  { type, ...limits }: Limits & { type: Change['type'] },
): Promise<T> {
  const found = find();
  if (found !== undefined) return found;
  const message = `There was no ${type} within ${limits.timeoutMs / 1_000} s.`;
  return subscribeUntilSettled<T>(changes, { ...limits, message }, (settle) => (change) => {
    const entry = change.type === type ? find() : undefined;
    if (entry !== undefined) settle(entry);
  });
}

/**
 * Resolves once nothing changed for `quietMs`.
 * @throws WaitTimeoutError
 */
export function waitUntilQuiet(
  changes: Changes,
  { quietMs, ...limits }: Limits & { quietMs: number },
): Promise<void> {
  const message = `It was not quiet within ${limits.timeoutMs / 1_000} s.`;
  return subscribeUntilSettled<void>(changes, { ...limits, message }, (settle) => {
    const quiet = setTimeout(settle, quietMs).unref();
    return () => quiet.refresh();
  });
}
