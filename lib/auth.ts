import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import type { Role } from './generated/prisma/enums';
import { getSignedInUser, type SignedInUser, type SignIn } from './users/data';
import { readSignInClaims } from './users/sign-in';
import { signInUrl } from './users/sign-in-url';

/** Memoised per request. Replace this to use your own sign-in (docs/make-it-yours.md). */
export const getSignIn = cache(async (): Promise<SignIn | null> => {
  const claims = await readSignInClaims();
  const user = claims && (await getSignedInUser(claims));
  if (!user) return null;
  return { id: claims.signInId, user, hasEnded: async () => !(await getSignedInUser(claims)) };
});

export async function getCurrentUser(): Promise<SignedInUser | null> {
  return (await getSignIn())?.user ?? null;
}

/** For pages and route handlers. Redirects to sign-in and back. */
export async function requireUser(role?: Role): Promise<SignedInUser> {
  const user = await getCurrentUser();
  if (!user) redirect(await signInUrl());
  requireRole(user, role);
  return user;
}

/** Without the role, what was asked for does not exist: the response is a 404, not a 403. */
export function requireRole(user: SignedInUser, role: Role | undefined): void {
  if (role && user.role !== role) notFound();
}
