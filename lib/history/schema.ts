import { z } from 'zod';
import { isPlausibleDate, type Position, positionSchema } from '../keyset';
import { transactionStatusSchema, transactionTypeSchema } from '../proof-api/schema';
import { readSearchParams, type SearchParams } from '../search-params';
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

const querySchema = z
  .object({ ...filterSchema.shape, ...positionSchema.shape })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ['to'] });
export type HistoryField = keyof typeof querySchema.shape;

export type HistoryQuery = {
  filter: HistoryFilter;
  position: Position;
  /** Given, but not readable, and therefore ignored. */
  unreadable: HistoryField[];
};

export function readHistoryQuery(params: SearchParams): HistoryQuery {
  const { query, unreadable } = readSearchParams(querySchema, params);
  const { after, before, ...filter } = query;
  return { filter, position: after ? { after } : { before }, unreadable };
}
