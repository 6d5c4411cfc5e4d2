import { quantile } from 'simple-statistics';
import { mergeShards } from '../../../lib/counts/mutations';
import { type Measurement, timesOf } from '../measurement';
import type { Part } from '../part';
import { largeAndSmall, type OwnDatabase } from '../scale/databases';
import { operatorSearches, overviews, type Search } from '../scale/searches';

/** Of each round. */
const READS = 20;
/** Of a page, so that a console that refreshes every few seconds stays quick. */
const MAX_P95_MS = 100;

/**
 * What operators search, with a million transactions in the database and with 1,000. The overview is
 * only compared with a limit: it reads one row per day and kind of event, and most kinds have not
 * happened yet among 1,000 transactions.
 */
export const measureConsole: Part = async ({ scope }) => {
  const { large, small } = await largeAndSmall(scope);
  const ofSmall = await searchesOf(small);
  const measurements: Measurement[] = [];
  const slow: { name: string; p95Ms: number }[] = [];
  for (const { name, run } of await searchesOf(large)) {
    const same = ofSmall.find((search) => search.name === name);
    if (!same) throw new RangeError(`There is no ${name} in the small database.`);
    const sides = { large: inDatabase(large, run), small: inDatabase(small, same.run) };
    const { medians, all } = await timesOf(sides, READS);
    slow.push({ name, p95Ms: quantile(all.large, 0.95) });
    measurements.push({
      name: `console, ${name}, of a million transactions`,
      unit: 'ms',
      values: medians.large,
      comparedWith: { name: 'of 1,000', values: medians.small },
      target: { atMost: 2 },
    });
  }
  for (const { name, run } of overviews()) {
    const { all } = await timesOf({ large: inDatabase(large, run) }, READS);
    slow.push({ name, p95Ms: quantile(all.large, 0.95) });
  }
  const [slowest] = slow.sort((a, b) => b.p95Ms - a.p95Ms);
  measurements.push({
    name: `console, the slowest of all, which is ${slowest?.name}, 95th percentile`,
    unit: 'ms',
    values: slow.slice(0, 1).map(({ p95Ms }) => p95Ms),
    target: { atMost: MAX_P95_MS },
  });
  return measurements;
};

async function searchesOf({ use }: OwnDatabase): Promise<Search[]> {
  use();
  // As the background job does.
  await mergeShards(new Date());
  return operatorSearches();
}

function inDatabase({ use }: OwnDatabase, run: Search['run']): Search['run'] {
  return () => {
    use();
    return run();
  };
}
