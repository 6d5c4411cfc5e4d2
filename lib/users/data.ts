import 'server-only';
import { db } from '../db';
import type { Role } from '../generated/prisma/enums';

/** `id` is also Proof's `partner_user_id`. */
export type SignedInUser = { id: string; name: string | null; email: string; role: Role };

/** One browser's sign-in. `hasEnded` asks again: some responses outlive their request. */
export type SignIn = { id: string; user: SignedInUser; hasEnded: () => Promise<boolean> };

/** What the cookie says. */
export type SignInClaims = { userId: string; signInId: string; signInVersion: number };

export const userFields = { id: true, name: true, email: true, role: true } as const;

export function getUser(id: string): Promise<SignedInUser | null> {
  return db().user.findUnique({ where: { id }, select: userFields });
}

export function getOperators(): Promise<SignedInUser[]> {
  return db().user.findMany({
    where: { role: 'operator' },
    orderBy: { email: 'asc' },
    select: userFields,
  });
}

/**
 * Null if the sign-in has ended. Reads the database, so that a changed role, a deleted user or a
 * sign-out takes effect at once.
 */
export function getSignedInUser(claims: SignInClaims): Promise<SignedInUser | null> {
  const { userId: id, signInId, signInVersion } = claims;
  return db().user.findFirst({
    where: { id, signInVersion, endedSignIns: { none: { id: signInId } } },
    select: userFields,
  });
}

export async function getSignInVersion(id: string): Promise<number> {
  const user = await db().user.findUniqueOrThrow({
    where: { id },
    select: { signInVersion: true },
  });
  return user.signInVersion;
}
