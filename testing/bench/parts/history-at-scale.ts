import { getHistoryPage, getHistoryTotals } from '../../../lib/history/data';
import { getEventSequence } from '../../../lib/live/data';
import { timesOf } from '../measurement';
import type { Part } from '../part';
import { largeAndSmall, type OwnDatabase } from '../scale/databases';

/** Of each round. */
const READS = 60;
/** Each customer of the generated data has 50 transactions. The small database has so many customers. */
const CUSTOMERS = 20;

/** What the history page reads, with the transactions of many others in the database and of few. */
export const measureHistoryAtScale: Part = async ({ scope }) => {
  const { large, small } = await largeAndSmall(scope);
  const { medians } = await timesOf({ large: historyOf(large), small: historyOf(small) }, READS);
  return [
    {
      name: 'history, of a million transactions',
      unit: 'ms',
      values: medians.large,
      comparedWith: { name: 'of 1,000', values: medians.small },
      target: { atMost: 1.3 },
    },
    {
      name: 'making a million transactions and five million events',
      unit: 's',
      values: [large.madeInSeconds],
      target: { atMost: 120 },
    },
  ];
};

/** Of one customer after another, as lib/history/loaders.ts reads it. */
function historyOf({ use }: OwnDatabase): () => Promise<unknown> {
  let read = 0;
  return async () => {
    use();
    read += 1;
    const userId = `user-${read % CUSTOMERS}`;
    await getEventSequence(userId);
    await Promise.all([getHistoryPage(userId, {}, {}), getHistoryTotals(userId, {})]);
  };
}
