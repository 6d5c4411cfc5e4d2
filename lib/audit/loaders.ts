import 'server-only';
import { requireUser } from '../auth';
import { readListQuery } from '../keyset';
import type { SearchParams } from '../search-params';
import { getAuditPage } from './data';
import { auditFilterSchema } from './schema';

export async function loadAuditLog(params: SearchParams) {
  await requireUser('operator');
  const query = readListQuery(auditFilterSchema, params);
  return { ...query, page: await getAuditPage(query.filter, query.position) };
}
