import { SignJWT } from 'jose';
import { expect, test, vi } from 'vitest';
import { db } from '../../lib/db';
import { env } from '../../lib/env';
import { proof } from '../../lib/proof';
import type { SignIn } from '../../lib/users/data';
import { mintSession } from '../../lib/widget-sessions/mint';
import { order, withPartnerApp } from '../partner-app';
import { changedModule } from './changed-module';

/** next/headers only works during a request of Next.js. */
const cookies = new Map<string, { value: string }>();
vi.mock('next/headers', () => ({ cookies: async () => cookies }));

withPartnerApp();

/** Returns the sign-in according to the recipe, for a session token of the other app. */
async function currentSignIn(
  account: Record<string, unknown>,
  key = env().AUTH_SECRET[0],
): Promise<SignIn | null> {
  const value = await new SignJWT(account)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(key));
  cookies.set('session', { value });
  const { getSignIn } = await import(changedModule('Replace sign-in', 'lib/auth.ts'));
  return getSignIn();
}

async function currentUser(...options: Parameters<typeof currentSignIn>) {
  return (await currentSignIn(...options))?.user ?? null;
}

const account = { sub: 'crm-4711', email: 'kim@example.com', name: 'Kim' };

test("a user of the other app is signed in, and their id there is Proof's partner_user_id", async () => {
  const user = await currentUser(account);
  expect(user).toEqual({
    id: 'crm-4711',
    email: 'kim@example.com',
    name: 'Kim',
    role: 'customer',
  });
  if (!user) throw new Error('nobody is signed in');
  await mintSession({ user, order: order(), clientIp: undefined });
  expect(await proof().getKycStatus('crm-4711')).toMatchObject({ partner_user_id: 'crm-4711' });
});

test('a changed name or email address is stored under the same id, and the role does not change', async () => {
  await currentUser(account);
  await db().user.update({ where: { id: account.sub }, data: { role: 'operator' } });
  const changed = { ...account, email: 'kim@new.example.com', name: 'Kim K.' };
  const expected = { id: 'crm-4711', email: 'kim@new.example.com', name: 'Kim K.' };
  expect(await currentUser(changed)).toEqual({ ...expected, role: 'operator' });
  expect(await db().user.findMany()).toMatchObject([expected]);
});

test('a token signed with another key signs nobody in', async () => {
  expect(await currentUser({ ...account, sub: 'crm-1' }, 'x'.repeat(32))).toBeNull();
  expect(await db().user.findUnique({ where: { id: 'crm-1' } })).toBeNull();
});

test("a sign-in ends with the other app's token", async () => {
  const signIn = await currentSignIn(account);
  expect(await signIn?.hasEnded()).toBe(false);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 3_600_000 });
  expect(await signIn?.hasEnded()).toBe(true);
  vi.useRealTimers();
});
