import { z } from 'zod';
import { isPlausibleDate, readListQuery } from '../keyset';
import { transactionStatusSchema, transactionTypeSchema } from '../proof-api/schema';
import type { SearchParams } from '../search-params';
import { isTimeZone } from './period';

const daySchema = z.iso.date().refine(isPlausibleDate);

/** An id, or how it begins: ours, or Proof's merchant transaction id. UUIDs are stored in lower case. */
const idPrefixSchema = z
  .string()
  .trim()
  .regex(/^[a-z\d-]{1,64}$/i)
  .transform((text) => (/^[a-f\d-]+$/i.test(text) ? text.toLowerCase() : text));

export const filterSchema = z
  .object({
    q: idPrefixSchema,
    type: transactionTypeSchema,
    status: transactionStatusSchema,
    /** `NETWORK:CURRENCY`, as in PROOF_ASSETS. */
    asset: z.string().regex(/^\w{1,20}:\w{1,20}$/),
    /** The first and last day of the period, in `zone` or in UTC. */
    from: daySchema,
    to: daySchema,
    zone: z.string().refine(isTimeZone),
  })
  .partial();
export type HistoryFilter = z.infer<typeof filterSchema>;

const listSchema = filterSchema.refine(({ from, to }) => !from || !to || from <= to, {
  path: ['to'],
});

export function readHistoryQuery(params: SearchParams) {
  return readListQuery(listSchema, params);
}

export type HistoryField = ReturnType<typeof readHistoryQuery>['unreadable'][number];
