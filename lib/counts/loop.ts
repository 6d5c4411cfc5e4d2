import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { log } from '../log';
import { mergeShards } from './mutations';

const HOUR_MS = 60 * 60_000;

/** Merges the shards of past days now and then, until `stopping` aborts. */
export async function runShardMerging(stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    // Keep running while the database is down.
    await mergeShards(new Date()).catch((cause) =>
      log().error({ cause }, 'the counts of past days could not be merged'),
    );
    await delay(HOUR_MS, undefined, { signal: stopping }).catch(() => {});
  }
}
