import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy, permissionsPolicy } from './lib/security-headers';
import { PATH_HEADER } from './lib/users/sign-in-url';

/**
 * Adds a Content-Security-Policy with a new nonce to each page. Next.js adds the nonce to its
 * scripts. Also passes the path to pages in a header, because Next.js doesn't give it to them.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('permissions-policy', permissionsPolicy());
  return response;
}

export const config = {
  matcher: '/((?!api/|_next/static|_next/image|icon|apple-icon|robots.txt).*)',
};
