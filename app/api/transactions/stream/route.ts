import { getCurrentUser } from '@/lib/auth';
import { acceptsStreams, openStream, resumeFrom, sseHeaders } from '@/lib/live/feed';

/** The signed-in customer's feed: `delta` events whose ids are gapless sequence numbers. */
export async function GET(request: Request): Promise<Response> {
  if (!acceptsStreams())
    return new Response(null, { status: 503, headers: { connection: 'close' } });
  const user = await getCurrentUser();
  if (!user) return new Response(null, { status: 401 });
  const sequence = await resumeFrom(request, user.id);
  if (sequence === null)
    return new Response('after: expected the sequence of an event you received', { status: 400 });
  return new Response(openStream(user.id, sequence, request.signal), { headers: sseHeaders });
}
