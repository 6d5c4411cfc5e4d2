export const dynamic = 'force-dynamic';

/**
 * Liveness: the process responds. It checks nothing else, because a restart repairs no database.
 * Whether the process can serve is `/api/health`.
 */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}
