import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { requireUser } from '../auth';
import { getEventSequence } from '../live/data';
import { getTransactionOfUser } from './data';

/** URLs can contain anything, and Postgres rejects some characters. */
const idSchema = z.uuid();

/** One transaction of the signed-in customer. Another customer's is a 404. */
export const loadTransaction = cache(async (id: string) => {
  const user = await requireUser();
  if (!idSchema.safeParse(id).success) notFound();
  // Read before the rows, so that a change in between is delivered twice rather than lost.
  const sequence = await getEventSequence(user.id);
  const found = await getTransactionOfUser(user.id, id);
  if (!found) notFound();
  return { userId: user.id, sequence, ...found };
});
