import 'server-only';
import { listener } from '../live/listener';

/** NOTIFY wakes a loop; this poll behind it finds what came due by time, and what was missed. */
const POLL_MS = 500;

/**
 * Resolves when something became due, after the poll's interval, or when `stopping` is aborted.
 * Takes off each listener it adds: this runs for as long as the process, several times a second.
 */
export function wakeUp(stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      stopListening();
      stopping.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, POLL_MS);
    const stopListening = listener().onDue(wake);
    stopping.addEventListener('abort', wake);
    if (stopping.aborted) wake();
  });
}
