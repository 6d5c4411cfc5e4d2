import 'server-only';
import { db } from '../db';
import { log } from '../log';
import { processWide } from '../process-wide';

type Channel = 'transaction_due' | 'transaction_event';

/** Wakes the background jobs of every process: something became due. */
export function wakeJobs(): void {
  notify('transaction_due', '');
}

/** Wakes a user's streams in every process: there is a new event. */
export function wakeStreams(userId: string): void {
  notify('transaction_event', userId);
}

const queue = processWide('wake-ups', () => ({
  waiting: new Map<string, { channel: Channel; payload: string }>(),
  sending: Promise.resolve(),
}));

/**
 * Sends a notification, after the commit of what it is about: in the same transaction, it would make
 * all commits wait for each other (decision 0014). Subscribers also poll, so a notification that is
 * lost with the process delays what it is about by a moment.
 *
 * One statement is under way at a time. The next one sends all that came in the meantime.
 */
function notify(channel: Channel, payload: string): void {
  if (queue.waiting.size === 0) queue.sending = queue.sending.then(sendWaiting);
  queue.waiting.set(`${channel} ${payload}`, { channel, payload });
}

async function sendWaiting(): Promise<void> {
  const waiting = JSON.stringify([...queue.waiting.values()]);
  queue.waiting.clear();
  await db().$executeRaw`
    SELECT pg_notify(channel, payload)
    FROM jsonb_to_recordset(${waiting}::jsonb) AS wake (channel text, payload text)`.catch(
    (cause) => log().warn({ cause }, 'a notification was not sent; polling will find its cause'),
  );
}
