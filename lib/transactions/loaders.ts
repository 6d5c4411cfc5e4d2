import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { requireUser } from '../auth';
import { getEventSequence } from '../live/data';
import type { SearchParams } from '../search-params';
import { getTransactionOfUser } from './data';

/** URLs can contain anything, and Postgres rejects some characters. */
const idSchema = z.uuid();

/** The `before` of a link to older entries of an event log, if it is one. */
export function readBefore({ before }: SearchParams): number | undefined {
  return z.coerce.number().int().positive().safeParse(before).data;
}

/** One transaction of the signed-in customer. Another customer's is a 404. */
export const loadTransaction = cache(async (id: string, before?: number) => {
  const user = await requireUser();
  if (!idSchema.safeParse(id).success) notFound();
  // Read before the rows, so that a change in between is delivered twice rather than lost.
  const sequence = await getEventSequence(user.id);
  const found = await getTransactionOfUser(user.id, id, before);
  if (!found) notFound();
  return { userId: user.id, sequence, ...found };
});
