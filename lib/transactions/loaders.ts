import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { requireUser } from '../auth';
import { getEventSequence, getTransactionOfUser, getTransactionsOfUser } from './data';

/** Addresses are typed by anybody, and Postgres refuses some texts. */
const idSchema = z.uuid();

/** The signed-in customer's history. `sequence` is where the live feed goes on. */
export async function loadTransactions(after?: string) {
  const user = await requireUser();
  const cursor = idSchema.safeParse(after).data;
  // Read before the rows: a change in between is delivered again, never lost.
  const sequence = await getEventSequence(user.id);
  return { sequence, ...(await getTransactionsOfUser(user.id, cursor)) };
}

/** One transaction of the signed-in customer; anybody else's is a 404. */
export const loadTransaction = cache(async (id: string) => {
  const user = await requireUser();
  if (!idSchema.safeParse(id).success) notFound();
  const sequence = await getEventSequence(user.id);
  const found = await getTransactionOfUser(user.id, id);
  if (!found) notFound();
  return { sequence, ...found };
});
