import 'server-only';
import { requireUser } from '../auth';
import type { SearchParams } from '../search-params';
import { getOverview } from './data';
import { readOverviewQuery } from './schema';

/** The overview that the URL asks for. */
export async function loadOverview(params: SearchParams) {
  await requireUser('operator');
  const query = readOverviewQuery(params);
  return { ...query, overview: await getOverview(query.filter, new Date()) };
}
