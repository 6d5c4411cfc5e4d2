import { z } from 'zod';
import { readSearchParams, type SearchParams } from '../../search-params';
import { listSchema, searchTextSchema } from '../schema';

const callListSchema = listSchema.extend({
  show: z.literal('failed').optional(),
  endpoint: searchTextSchema.optional(),
  /** What Proof's error body calls `code`, or our name of an error without one. */
  code: searchTextSchema.optional(),
});

export function readCallQuery(params: SearchParams) {
  const { query, unreadable } = readSearchParams(callListSchema, params);
  const { after, before, ...filter } = query;
  return { filter, position: { after, before }, unreadable };
}

export type CallFilter = ReturnType<typeof readCallQuery>['filter'];
