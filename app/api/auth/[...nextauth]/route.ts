import { NextRequest } from 'next/server';
import { refuseTooMany } from '@/lib/limits/mutations';
import { readBounded } from '@/lib/read-bounded';
import { readRequest } from '@/lib/request';
import { handlers, signInLimit } from '@/lib/users/sign-in';

/** The forms of next-auth have a few hundred bytes. It reads the whole body, before any check. */
const MAX_BODY_BYTES = 16 * 1024;

export const { GET } = handlers;

export async function POST({ url, headers, body }: NextRequest): Promise<Response> {
  const refused = await refuseTooMany('sign in', await readRequest(), signInLimit);
  if (refused) return refused;
  const { bytes, complete } = await readBounded(body, MAX_BODY_BYTES);
  if (!complete) return new Response(null, { status: 413 });
  return handlers.POST(new NextRequest(url, { method: 'POST', headers, body: bytes }));
}
