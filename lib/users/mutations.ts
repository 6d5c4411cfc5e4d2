import 'server-only';
import { recordAuditEntry } from '../audit/mutations';
import { db } from '../db';
import type { Role } from '../generated/prisma/enums';
import { getSignedInUser, getUser, type SignedInUser, type SignInClaims, userFields } from './data';

type Profile = Omit<SignedInUser, 'role'> & Partial<Pick<SignedInUser, 'role'>>;

/**
 * Stores a user of another system under their id there, which must never change. `role` applies to
 * new users only.
 */
export async function saveUser({ id, email, name, role }: Profile): Promise<SignedInUser> {
  const stored = await getUser(id);
  if (stored?.email === email && stored.name === name) return stored;
  if (stored) return db().user.update({ where: { id }, data: { email, name }, select: userFields });
  // Not an upsert, which only handles a conflict on `id`: when two requests of a new user run
  // concurrently, the second insert can conflict on `email` first.
  await db().user.createMany({ data: { id, email, name, role }, skipDuplicates: true });
  const created = await getUser(id);
  if (!created) throw new Error(`Another user has the email address of user ${id}.`);
  return created;
}

/** Ends one sign-in: every tab of one browser. Triggers notify the streams of each process. */
export async function endSignIn(claims: SignInClaims): Promise<void> {
  if (!(await getSignedInUser(claims))) return;
  const { signInId: id, userId } = claims;
  await db().endedSignIn.createMany({ data: { id, userId }, skipDuplicates: true });
}

export async function endAllSignIns(userId: string): Promise<void> {
  await db().user.update({
    where: { id: userId },
    // Nothing signed with an older version is accepted, so the list of ended sign-ins can go.
    data: { signInVersion: { increment: 1 }, endedSignIns: { deleteMany: {} } },
  });
}

/**
 * Changes a role from the command line. It takes effect with the user's next request. Null if no user
 * has the email address.
 */
export function setRole(email: string, role: Role): Promise<{ changed: boolean } | null> {
  return db().$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: userFields });
    if (!user) return null;
    const where = { id: user.id, role: { not: role } };
    const { count } = await tx.user.updateMany({ where, data: { role } });
    if (count === 0) return { changed: false };
    const action = role === 'operator' ? 'grant_operator' : 'revoke_operator';
    const entry = {
      action,
      actor: 'command line',
      subjectId: user.id,
      details: { email },
    } as const;
    await recordAuditEntry(entry, tx);
    return { changed: true };
  });
}
