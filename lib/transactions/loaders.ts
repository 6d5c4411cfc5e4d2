import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { requireUser } from '../auth';
import { getEventSequence } from '../live/data';
import { getTransactionOfUser, getTransactionsOfUser } from './data';

/** URLs can contain anything, and Postgres rejects some characters. */
const idSchema = z.uuid();

/** The signed-in customer's history. `sequence` is where the stream continues. */
export async function loadTransactions(after?: string) {
  const user = await requireUser();
  const cursor = idSchema.safeParse(after).data;
  // Read before the rows, so that a change in between is delivered twice rather than lost.
  const sequence = await getEventSequence(user.id);
  return { userId: user.id, sequence, ...(await getTransactionsOfUser(user.id, cursor)) };
}

/** One transaction of the signed-in customer. Another customer's is a 404. */
export const loadTransaction = cache(async (id: string) => {
  const user = await requireUser();
  if (!idSchema.safeParse(id).success) notFound();
  const sequence = await getEventSequence(user.id);
  const found = await getTransactionOfUser(user.id, id);
  if (!found) notFound();
  return { userId: user.id, sequence, ...found };
});
