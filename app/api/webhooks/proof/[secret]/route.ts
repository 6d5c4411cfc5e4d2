import { receiveWebhook } from '@/lib/webhooks/receive';

type Context = { params: Promise<{ secret: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { secret } = await params;
  return new Response(null, { status: await receiveWebhook(request, secret) });
}
