import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { mergeShards } from '../counts/mutations';
import { env } from '../env';
import { log } from '../log';
import { removeExpiredLinks, removeExpiredRows } from './mutations';

const HOUR_MS = 60 * 60_000;

/** Merges the counts of past days and removes old rows, every hour until `stopping` aborts. */
export async function runHousekeeping(stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    // Keep running while the database is down.
    await mergeShards(new Date()).catch((cause) =>
      log().error({ cause }, 'the counts of past days could not be merged'),
    );
    await removeExpiredRows(env().RETENTION_DAYS, stopping).catch((cause) =>
      log().error({ cause }, 'old rows could not be removed'),
    );
    await removeExpiredLinks().catch((cause) =>
      log().error({ cause }, 'expired sign-in links could not be removed'),
    );
    await delay(HOUR_MS, undefined, { signal: stopping }).catch(() => {});
  }
}
