import { probeStream } from '@/lib/doctor/streaming';
import { sseHeaders } from '@/lib/live/feed';

export const dynamic = 'force-dynamic';

/** What the doctor reads to see whether a proxy holds events back. Shaped like the live feed. */
export function GET(): Response {
  return new Response(probeStream(), { headers: sseHeaders });
}
