import { filterSchema } from '../../history/schema';
import { readSearchParams, type SearchParams } from '../../search-params';
import { listSchema } from '../schema';

const orderListSchema = listSchema.extend(
  filterSchema.pick({ type: true, status: true, asset: true }).shape,
);

export function readOrderQuery(params: SearchParams) {
  const { query, unreadable } = readSearchParams(orderListSchema, params);
  const { after, before, ...filter } = query;
  return { filter, position: { after, before }, unreadable };
}

export type OrderFilter = ReturnType<typeof readOrderQuery>['filter'];
