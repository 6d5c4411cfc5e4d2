import { runOperation } from '@/lib/operation';
import { receiveWebhook } from '@/lib/webhooks/receive';

type Context = { params: Promise<{ secret: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { secret } = await params;
  const receive = () => receiveWebhook(request, secret);
  return new Response(null, { status: await runOperation('receive webhook', receive) });
}
