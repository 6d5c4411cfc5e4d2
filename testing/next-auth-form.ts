import { NextRequest } from 'next/server';
import { handlers } from '../lib/users/sign-in';

/** Posts a form to next-auth with the CSRF token that a browser would send. */
export async function postForm(path: string, fields: Record<string, string>): Promise<Response> {
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

export function request(
  path: string,
  init?: ConstructorParameters<typeof NextRequest>[1],
): NextRequest {
  return new NextRequest(`${process.env.AUTH_URL}/api/auth${path}`, init);
}
