import { type NextRequest, NextResponse } from 'next/server';
import { getCurrentUser } from './lib/auth';
import { findRefusal } from './lib/refused-request';
import { REQUEST_ID_HEADER } from './lib/request-id';
import { contentSecurityPolicy, permissionsPolicy } from './lib/security-headers';
import { dropUnreadableCallbackUrl } from './lib/users/callback-url';
import { PATH_HEADER } from './lib/users/sign-in-url';

/**
 * Adds a Content-Security-Policy with a new nonce to each page. Next.js adds the nonce to its
 * scripts. Also passes the path to pages in a header, because Next.js doesn't give it to them, and a
 * new request id, so that a client cannot choose it. Requests that Next.js would answer with a 500
 * end here.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const refusal = await findRefusal(request);
  if (refusal) return new NextResponse(null, { status: refusal, headers: { [POLICY]: NOTHING } });
  // Optional, and Next.js answers with a 500 if it is out of range.
  request.headers.delete('range');
  if (!isPage.test(request.nextUrl.pathname)) return NextResponse.next({ request });
  dropUnreadableCallbackUrl(request.cookies);
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce);
  const requestId = crypto.randomUUID();
  const headers = new Headers(request.headers);
  headers.set(POLICY, policy);
  headers.set(REQUEST_ID_HEADER, requestId);
  headers.set(PATH_HEADER, pageOf(request.nextUrl));
  const hidden = await isHidden(request.nextUrl.pathname);
  const response = !hidden
    ? NextResponse.next({ request: { headers } })
    : request.headers.has('next-action')
      ? unknownAction()
      : NextResponse.rewrite(new URL(UNKNOWN_PAGE, request.url), { request: { headers } });
  response.headers.set(POLICY, policy);
  response.headers.set(REQUEST_ID_HEADER, requestId);
  response.headers.set('permissions-policy', permissionsPolicy());
  return response;
}

/** The path and query of the page. Next.js adds `_rsc` when it navigates. */
function pageOf({ pathname, search, searchParams }: URL): string {
  if (!searchParams.has('_rsc')) return pathname + search;
  const query = new URLSearchParams(searchParams);
  query.delete('_rsc');
  return query.size === 0 ? pathname : `${pathname}?${query}`;
}

const POLICY = 'content-security-policy';
const NOTHING = "default-src 'none'; frame-ancestors 'none'";

/** No page can have this path, because Next.js makes no routes of folders with an underscore. */
const UNKNOWN_PAGE = '/_unknown';

/**
 * Whether the path belongs to operators and the user is none. Their pages, loaders and actions check
 * the role, too, but Next.js has sent a 200 by then for a navigation within the app. Also the page of
 * errors, which Next.js answers with a 500 to anyone who asks for it.
 */
async function isHidden(path: string): Promise<boolean> {
  if (path === '/_global-error') return true;
  if (!/^\/ops(\/|$)/.test(path)) return false;
  const user = await getCurrentUser();
  return user !== null && user.role !== 'operator';
}

/**
 * Next.js forwards an action to a page that has it. With this header, the page that received it first
 * answers as for an action that no page has.
 */
function unknownAction(): NextResponse {
  return new NextResponse('Server Action unavailable.', {
    status: 404,
    headers: { 'content-type': 'text/plain', 'x-nextjs-action-not-found': '1' },
  });
}

/** As in `matcher`. Next.js reads that without running this file, so it cannot be shared. */
const isPage = /^\/(?!api\/|_next\/static\/|_next\/image$|icon$|apple-icon$|robots.txt$)/;

export const config = {
  matcher: [
    '/((?!api/|_next/static/|_next/image$|icon$|apple-icon$|robots.txt$).*)',
    // Elsewhere, only what Next.js may answer with a 500: before a response of proxy.ts, Next.js
    // reads the body to its end, which routes must not wait for.
    '/api/(.*%.*)',
    { source: '/:path*', has: [{ type: 'header', key: 'range' }] },
  ],
};
