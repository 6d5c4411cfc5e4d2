import 'server-only';
import { networkName } from '../assets';
import { requireUser } from '../auth';
import { env } from '../env';
import { getEventSequence } from '../live/data';
import type { SearchParams } from '../search-params';
import { getHistoryPage, getHistoryTotals } from './data';
import { readHistoryQuery } from './schema';

/** A page of the signed-in customer's history. `sequence` is where the stream continues. */
export async function loadHistory(params: SearchParams) {
  const user = await requireUser();
  const query = readHistoryQuery(params);
  // Read before the rows, so that a change in between is delivered twice rather than lost.
  const sequence = await getEventSequence(user.id);
  const [page, totals] = await Promise.all([
    getHistoryPage(user.id, query.filter, query.position),
    getHistoryTotals(user.id, query.filter),
  ]);
  return {
    ...query,
    userId: user.id,
    sequence,
    page,
    totals,
    assets: assetOptions(query.filter.asset),
  };
}

/** The assets to choose from. A link can name one that is no longer offered. */
function assetOptions(selected: string | undefined) {
  const offered = env().PROOF_ASSETS;
  const ids =
    selected === undefined || offered.includes(selected) ? offered : [...offered, selected];
  return ids.map((id) => {
    const [network = '', currency = ''] = id.split(':');
    return { value: id, label: `${currency} on ${networkName(network)}` };
  });
}
