import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { postForm, request } from '../../testing/next-auth-form';
import { withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { demoUsers } from '../demo-users';
import { env } from '../env';
import { handlers } from './sign-in';

withPartnerApp();

const signInAs = (user: string) => postForm('/callback/demo', { user });
const hasSession = (response: Response) =>
  response.headers.getSetCookie().some((cookie) => /session-token=[^;]/.test(cookie));

test('each demo user can sign in on an empty database, and is created once', async () => {
  expect(await db().user.count()).toBe(0);
  for (const { key } of demoUsers) expect(hasSession(await signInAs(key))).toBe(true);
  for (const { key } of demoUsers) expect(hasSession(await signInAs(key))).toBe(true);
  const users = await db().user.findMany({ orderBy: { id: 'asc' } });
  expect(users).toMatchObject(demoUsers.map(({ id, email, role }) => ({ id, email, role })));
});

test('a role changed in the database survives the next sign-in', async () => {
  const [user] = demoUsers;
  await signInAs(user.key);
  await db().user.update({ where: { id: user.id }, data: { role: 'operator' } });
  await signInAs(user.key);
  expect(await db().user.findUnique({ where: { id: user.id } })).toMatchObject({
    role: 'operator',
  });
});

test('a sign-in outlives the rotation of its secret, until the old one is removed', async () => {
  const signedIn = await signInAs(demoUsers[0].key);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ');
  const claims = async () => {
    const response = await handlers.GET(request('/session', { headers: { cookie } }));
    return (await response.json())?.claims;
  };
  const { AUTH_SECRET } = env();
  const [old] = AUTH_SECRET;
  const fresh = randomBytes(33).toString('base64');
  Object.assign(env(), { AUTH_SECRET: [fresh, old] });
  expect(await claims()).toMatchObject({ sub: demoUsers[0].id });
  Object.assign(env(), { AUTH_SECRET: [fresh] });
  expect(await claims()).toBeUndefined();
  Object.assign(env(), { AUTH_SECRET });
});

test('an unknown demo user does not sign in and creates nobody', async () => {
  const before = await db().user.count();
  const response = await signInAs('somebody-else');
  expect(hasSession(response)).toBe(false);
  expect(response.headers.get('location')).toContain('error=CredentialsSignin');
  expect(await db().user.count()).toBe(before);
});
