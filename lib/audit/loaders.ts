import 'server-only';
import { requireUser } from '../auth';
import { readSearchParams, type SearchParams } from '../search-params';
import { getAuditPage } from './data';
import { auditQuerySchema } from './schema';

export async function loadAuditLog(params: SearchParams) {
  await requireUser('operator');
  const { query, unreadable } = readSearchParams(auditQuerySchema, params);
  const { after, before, ...filter } = query;
  return { filter, unreadable, page: await getAuditPage(filter, { after, before }) };
}
