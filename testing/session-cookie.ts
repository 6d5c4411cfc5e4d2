import { encode } from 'next-auth/jwt';

type SessionCookie = { name: string; value: string };

/** The cookie that signs a user in, as next-auth would set it on plain http. */
export async function sessionCookie(userId: string, secret: string): Promise<SessionCookie> {
  const name = 'authjs.session-token';
  const token = { sub: userId, signInId: crypto.randomUUID(), signInVersion: 0 };
  return { name, value: await encode({ token, secret, salt: name }) };
}
