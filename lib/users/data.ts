import 'server-only';
import { db } from '../db';
import type { Role } from '../generated/prisma/enums';

/** The signed-in user. `id` is also Proof's `partner_user_id`. */
export type SignedInUser = { id: string; name: string | null; email: string; role: Role };

export const userFields = { id: true, name: true, email: true, role: true } as const;

/** Reads the user from the database, so that a changed role or a deleted user counts at once. */
export function getUser(id: string): Promise<SignedInUser | null> {
  return db().user.findUnique({ where: { id }, select: userFields });
}
