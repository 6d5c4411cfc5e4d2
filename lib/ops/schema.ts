import { z } from 'zod';
import { filterSchema } from '../history/schema';

/**
 * What an operator has in hand: an order's id, Proof's id, a user's id or email address, or a request
 * id, as Proof's support quotes it. Postgres stores no control characters.
 */
export const searchTextSchema = z
  .string()
  .trim()
  .regex(/^[^\p{C}]{1,200}$/u);

/** What every list of the console can be asked for. Days are in UTC. */
export const listSchema = z.object({
  ...filterSchema.pick({ from: true, to: true }).shape,
  q: searchTextSchema.optional(),
});
