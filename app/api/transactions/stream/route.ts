import { getSignIn } from '@/lib/auth';
import { refuseTooMany } from '@/lib/limits/mutations';
import { acceptsStreams, openStream, resumeFrom, sseHeaders } from '@/lib/live/feed';
import { readRequest } from '@/lib/request';
import type { SignIn } from '@/lib/users/data';

/** A tab opens a stream whenever it is shown, and a page when it is opened. */
const limit = { times: 120, perSeconds: 60 };

/** The signed-in customer's feed: `delta` events whose ids are gapless sequence numbers. */
export async function GET(request: Request): Promise<Response> {
  if (!acceptsStreams())
    return new Response(null, { status: 503, headers: { connection: 'close' } });
  const signIn = await findSignIn(request);
  if (!signIn) return new Response(null, { status: 401 });
  const actor = { userId: signIn.user.id, clientIp: (await readRequest()).clientIp };
  const refused = await refuseTooMany('stream', actor, limit);
  if (refused) return refused;
  const sequence = await resumeFrom(request, signIn.user.id);
  if (sequence === null)
    return new Response('after: expected the sequence of an event you received', { status: 400 });
  return new Response(openStream(signIn, sequence, request.signal), { headers: sseHeaders });
}

/** EventSource hides why a stream was refused, so a page asks here whether it is signed out. */
export async function HEAD(request: Request): Promise<Response> {
  return new Response(null, { status: (await findSignIn(request)) ? 204 : 401 });
}

/** A page names the user it was rendered for: another one can have signed in in the meantime. */
async function findSignIn(request: Request): Promise<SignIn | null> {
  const signIn = await getSignIn();
  const user = new URL(request.url).searchParams.get('user');
  return user === null || user === signIn?.user.id ? signIn : null;
}
