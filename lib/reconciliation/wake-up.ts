import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { listener } from '../live/listener';

/** NOTIFY wakes a loop; this poll behind it finds what came due by time, and what was missed. */
const POLL_MS = 500;

/** Resolves when something became due, after the poll's interval, or when `stopping` is aborted. */
export async function wakeUp(stopping: AbortSignal): Promise<void> {
  const woken = new AbortController();
  const stopListening = listener().onDue(() => woken.abort());
  const signal = AbortSignal.any([stopping, woken.signal]);
  await delay(POLL_MS, undefined, { signal }).catch(() => {});
  stopListening();
}
