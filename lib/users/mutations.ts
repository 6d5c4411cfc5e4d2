import 'server-only';
import { db } from '../db';
import { getUser, type SignedInUser, userFields } from './data';

type Profile = Omit<SignedInUser, 'role'> & Partial<Pick<SignedInUser, 'role'>>;

/**
 * Stores a user under an id that comes from elsewhere, and keeps name and e-mail address up to
 * date. The id is Proof's `partner_user_id`, so it must never change. The role only applies to a
 * new user: after that it is managed in the database.
 */
export async function saveUser({ id, email, name, role }: Profile): Promise<SignedInUser> {
  const stored = await getUser(id);
  if (stored?.email === email && stored.name === name) return stored;
  if (stored) return db().user.update({ where: { id }, data: { email, name }, select: userFields });
  // Two requests of a new user can get here at the same time. Not an upsert: it handles a conflict
  // on `id`, but the second insert can conflict on `email` first.
  await db().user.createMany({ data: { id, email, name, role }, skipDuplicates: true });
  const created = await getUser(id);
  if (!created) throw new Error(`Another user has the email address of user ${id}.`);
  return created;
}
