import { expect, test } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { getSignedInUser, getSignInVersion } from './data';
import { endAllSignIns, endSignIn, saveUser } from './mutations';

const app = withPartnerApp();

test('concurrent first requests of a new user store the user once and all return the user', async () => {
  // Opens the connections first, so that the requests reach the database at the same time.
  await Promise.all(Array.from({ length: 10 }, () => db().$executeRaw`SELECT pg_sleep(0.1)`));
  const profile = { id: 'crm-1', email: 'kim@example.com', name: 'Kim' };
  const saved = await Promise.all(Array.from({ length: 10 }, () => saveUser(profile)));
  for (const user of saved) expect(user).toEqual({ ...profile, role: 'customer' });
  expect(await db().user.count()).toBe(1);
});

test('the email address of another user is rejected', async () => {
  await saveUser({ id: 'crm-2', email: 'lee@example.com', name: 'Lee' });
  await expect(saveUser({ id: 'crm-3', email: 'lee@example.com', name: 'Lee' })).rejects.toThrow(
    'Another user has the email address of user crm-3.',
  );
});

/** The claims of a sign-in that starts now. */
async function signIn(userId: string) {
  const signInVersion = await getSignInVersion(userId);
  return { userId, signInId: crypto.randomUUID(), signInVersion };
}

test('signing out ends one sign-in for good and no other', async () => {
  const user = await app.addCustomer();
  const here = await signIn(user.id);
  const elsewhere = await signIn(user.id);
  await endSignIn(here);
  await endSignIn(here);
  expect(await getSignedInUser(here)).toBeNull();
  expect(await getSignedInUser(elsewhere)).toEqual(user);
});

test('signing out everywhere ends every sign-in so far, and the next one counts', async () => {
  const user = await app.addCustomer();
  const signedOut = await signIn(user.id);
  const before = [signedOut, await signIn(user.id)];
  await endSignIn(signedOut);
  await endAllSignIns(user.id);
  for (const claims of before) expect(await getSignedInUser(claims)).toBeNull();
  expect(await getSignedInUser(await signIn(user.id))).toEqual(user);
});

test("a deleted user's sign-in has ended, and ending it again is no error", async () => {
  const user = await app.addCustomer();
  const claims = await signIn(user.id);
  await db().user.delete({ where: { id: user.id } });
  expect(await getSignedInUser(claims)).toBeNull();
  await endSignIn(claims);
});
