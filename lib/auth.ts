import 'server-only';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Role } from './generated/prisma/enums';
import { getUser, type SignedInUser } from './users/data';
import { auth } from './users/sign-in';

/** Memoised per request. Replace this to use your own sign-in (docs/make-it-yours.md). */
export const getCurrentUser = cache(async (): Promise<SignedInUser | null> => {
  const session = await auth();
  return session?.user?.id ? getUser(session.user.id) : null;
});

/** For pages. Redirects to sign-in, or to the home page if the role doesn't match. */
export async function requireUser(role?: Role): Promise<SignedInUser> {
  const user = await getCurrentUser();
  if (!user) redirect('/sign-in');
  if (role && user.role !== role) redirect('/');
  return user;
}
