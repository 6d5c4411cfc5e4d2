import { checkHealth } from '@/lib/ops/health';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const health = await checkHealth();
  return Response.json(health, {
    status: health.status === 'unavailable' ? 503 : 200,
    headers: { 'cache-control': 'no-store' },
  });
}
