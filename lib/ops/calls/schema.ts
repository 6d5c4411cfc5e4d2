import { z } from 'zod';
import { listSchema, searchTextSchema } from '../schema';

export const callFilterSchema = listSchema.extend({
  show: z.literal('failed').optional(),
  endpoint: searchTextSchema.optional(),
  /** What Proof's error body calls `code`, or our name of an error without one. */
  code: searchTextSchema.optional(),
});
export type CallFilter = z.infer<typeof callFilterSchema>;
