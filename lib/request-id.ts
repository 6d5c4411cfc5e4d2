import { AsyncLocalStorage } from 'node:async_hooks';
import { processWide } from './process-wide';

/** Pages and actions get theirs from proxy.ts, which also returns it to the browser. */
export const REQUEST_ID_HEADER = 'x-request-id';

const requestIds = () => processWide('request-ids', () => new AsyncLocalStorage<string>());

/** Everything that `work` logs, and every call to Proof that it makes, carries the request id. */
export function withRequestId<Result>(requestId: string, work: () => Result): Result {
  return requestIds().run(requestId, work);
}

export function currentRequestId(): string | undefined {
  return requestIds().getStore();
}
