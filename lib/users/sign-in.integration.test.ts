import { NextRequest } from 'next/server';
import { expect, test } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { demoUsers } from '../demo-users';
import { handlers } from './sign-in';

withPartnerApp({ AUTH_GITHUB_ID: 'github-id', AUTH_GITHUB_SECRET: 'github-secret' });

/** Posts a form to next-auth with the CSRF token that a browser would send. */
async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const issued = await handlers.GET(request('/csrf'));
  const { csrfToken } = await issued.json();
  const cookie = issued.headers.getSetCookie().map((text) => text.split(';')[0]);
  return handlers.POST(
    request(path, {
      method: 'POST',
      headers: { cookie: cookie.join('; ') },
      body: new URLSearchParams({ ...fields, csrfToken }),
    }),
  );
}

function request(path: string, init?: ConstructorParameters<typeof NextRequest>[1]): NextRequest {
  return new NextRequest(`${process.env.AUTH_URL}/api/auth${path}`, init);
}

const signInAs = (user: string) => post('/callback/demo', { user });
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

test('an unknown demo user does not sign in and creates nobody', async () => {
  const before = await db().user.count();
  const response = await signInAs('somebody-else');
  expect(hasSession(response)).toBe(false);
  expect(response.headers.get('location')).toContain('error=CredentialsSignin');
  expect(await db().user.count()).toBe(before);
});

test('GitHub gets the validated client id, not a later value of the environment variable', async () => {
  process.env.AUTH_GITHUB_ID = 'changed-after-the-start';
  const response = await post('/signin/github', {});
  const location = new URL(response.headers.get('location') ?? '');
  expect(location.origin).toBe('https://github.com');
  expect(location.searchParams.get('client_id')).toBe('github-id');
});
