import { reportMetrics } from '@/lib/telemetry/report';

export const dynamic = 'force-dynamic';

export function GET(request: Request): Promise<Response> {
  return reportMetrics(request.headers.get('authorization'));
}
