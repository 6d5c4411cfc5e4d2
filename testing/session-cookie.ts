import { encode } from 'next-auth/jwt';

type SessionCookie = { name: string; value: string };

/** The cookie that signs a user in, as next-auth would set it for the app at this URL. */
export async function sessionCookie(
  userId: string,
  secret: string,
  appUrl = 'http://localhost',
): Promise<SessionCookie> {
  const prefix = appUrl.startsWith('https:') ? '__Secure-' : '';
  const name = `${prefix}authjs.session-token`;
  const token = { sub: userId, signInId: crypto.randomUUID(), signInVersion: 0 };
  return { name, value: await encode({ token, secret, salt: name }) };
}
