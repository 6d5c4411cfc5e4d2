import { NextRequest } from 'next/server';
import { refuseTooMany } from '@/lib/limits/mutations';
import { readBounded } from '@/lib/read-bounded';
import { readRequest } from '@/lib/request';
import { handlers, signInLimit } from '@/lib/users/sign-in';
import { isOwnLink } from '@/lib/users/sign-in-link';

/** The forms of next-auth have a few hundred bytes. It reads the whole body, before any check. */
const MAX_BODY_BYTES = 16 * 1024;

/** The path that signs in with the link of an email. */
const isEmailCallback = ({ pathname }: URL) => pathname.endsWith('/callback/nodemailer');

export async function GET(request: NextRequest): Promise<Response> {
  // Only the form of the confirmation page signs in.
  if (isEmailCallback(request.nextUrl)) return new Response(null, { status: 405 });
  return handlers.GET(request);
}

export async function POST(request: NextRequest): Promise<Response> {
  const { url, headers, body, nextUrl } = request;
  if (isEmailCallback(nextUrl) && !isOwnLink(nextUrl.searchParams, request.cookies))
    return new Response(null, { status: 403 });
  const refused = await refuseTooMany('sign in', await readRequest(), signInLimit);
  if (refused) return refused;
  const { bytes, complete } = await readBounded(body, MAX_BODY_BYTES);
  if (!complete) return new Response(null, { status: 413 });
  return handlers.POST(new NextRequest(url, { method: 'POST', headers, body: bytes }));
}
