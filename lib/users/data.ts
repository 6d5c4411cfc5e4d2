import 'server-only';
import { db } from '../db';
import type { Role } from '../generated/prisma/enums';

/** `id` is also Proof's `partner_user_id`. */
export type SignedInUser = { id: string; name: string | null; email: string; role: Role };

export const userFields = { id: true, name: true, email: true, role: true } as const;

/** Reads the database, so that a changed role or a deleted user takes effect at once. */
export function getUser(id: string): Promise<SignedInUser | null> {
  return db().user.findUnique({ where: { id }, select: userFields });
}
