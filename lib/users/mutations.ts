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
  if (stored && stored.email === email && stored.name === name) return stored;
  // An upsert, because two requests of a new user can get here at the same time.
  return db().user.upsert({
    where: { id },
    create: { id, email, name, role },
    update: { email, name },
    select: userFields,
  });
}
