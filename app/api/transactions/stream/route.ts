import { getCurrentUser } from '@/lib/auth';
import { openFeed, servesFeeds } from '@/lib/live/feed';
import { resumeFrom } from '@/lib/live/resume';
import { sseHeaders } from '@/lib/live/sse';

/** The signed-in customer's live feed: `delta` events, whose ids number them without gaps. */
export async function GET(request: Request): Promise<Response> {
  if (!servesFeeds()) return new Response(null, { status: 503, headers: { connection: 'close' } });
  const user = await getCurrentUser();
  if (!user) return new Response(null, { status: 401 });
  const sequence = await resumeFrom(request, user.id);
  if (sequence === null)
    return new Response('after: needs the number of an event that you have', { status: 400 });
  return new Response(openFeed(user.id, sequence, request.signal), { headers: sseHeaders });
}
