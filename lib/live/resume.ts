import 'server-only';
import { getEventSequence } from '../transactions/data';

/**
 * Where a feed goes on: after the last event that the browser says it has (it repeats the header
 * when it reconnects), else after the number that the page was rendered with. Null when neither is
 * the number of an event of this user's.
 */
export async function resumeFrom(request: Request, userId: string): Promise<number | null> {
  const given =
    request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after');
  if (given === null || !/^\d{1,15}$/.test(given)) return null;
  // A database restored from a backup is behind an open page, which then has to be read anew.
  return Number(given) <= (await getEventSequence(userId)) ? Number(given) : null;
}
