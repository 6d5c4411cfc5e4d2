import { NextRequest } from 'next/server';
import { isForeignHost } from '@/lib/foreign-host';
import { refuseTooMany } from '@/lib/limits/mutations';
import { readBounded } from '@/lib/read-bounded';
import { readRequest } from '@/lib/request';
import { dropUnreadableCallbackUrl, isCallbackUrl } from '@/lib/users/callback-url';
import { handlers, signInLimit } from '@/lib/users/sign-in';
import { isOwnLink } from '@/lib/users/sign-in-link';

/** The forms of next-auth have a few hundred bytes. It reads the whole body, before any check. */
const MAX_BODY_BYTES = 16 * 1024;

type Init = ConstructorParameters<typeof NextRequest>[1];

/** The path that signs in with the link of an email. */
const isEmailCallback = ({ nextUrl }: NextRequest) =>
  nextUrl.pathname.endsWith('/callback/nodemailer');

export async function GET(request: NextRequest): Promise<Response> {
  if (isForeignHost(request.headers)) return new Response(null, { status: 421 });
  // Only the form of the confirmation page signs in.
  if (isEmailCallback(request)) return new Response(null, { status: 405 });
  return handlers.GET(readable(request));
}

export async function POST(request: NextRequest): Promise<Response> {
  if (isForeignHost(request.headers)) return new Response(null, { status: 421 });
  if (isEmailCallback(request) && !isOwnLink(request.nextUrl.searchParams, request.cookies))
    return new Response(null, { status: 403 });
  const refused = await refuseTooMany('sign in', await readRequest(), signInLimit);
  if (refused) return refused;
  const { bytes, cut } = await readBounded(request.body, MAX_BODY_BYTES);
  if (cut) return new Response(null, { status: cut === 'size' ? 413 : 408 });
  return handlers.POST(readable(request, { method: 'POST', body: bytes }));
}

/** The request without callback URLs that next-auth cannot read, with a new body. */
function readable({ url, headers }: NextRequest, init: Init = {}): NextRequest {
  const target = new URL(url);
  if (!isCallbackUrl(target.searchParams.get('callbackUrl') ?? '/'))
    target.searchParams.delete('callbackUrl');
  const request = new NextRequest(target, { headers: new Headers(headers), ...init });
  dropUnreadableCallbackUrl(request.cookies);
  return request;
}
