import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { runAction, START_MS, startWebhookReceiver } from '../testing/control';
import { createSession } from '../testing/partner';
import { EVENTUALLY, startTestSimulator } from '../testing/test-simulator';
import { WEBHOOK_SIGNING_SECRET } from './sign';

const hmac = (text: string) =>
  createHmac('sha256', WEBHOOK_SIGNING_SECRET).update(text).digest('hex');

test('webhooks are signed by the scheme of the setting, over the bytes that are sent', async () => {
  const receiver = await startWebhookReceiver();
  const simulator = await startTestSimulator({ webhookUrls: [receiver.url] });
  const seconds = START_MS / 1_000;
  const schemes = [
    ['off', () => undefined],
    ['body', (body: string) => `sha256=${hmac(body)}`],
    ['timestamp', (body: string) => `t=${seconds},v1=${hmac(`${seconds}.${body}`)}`],
  ] as const;
  for (const [webhookSignature, expected] of schemes) {
    await simulator.send('POST', '/control/api/reset', { nowMs: START_MS, frozen: true });
    await simulator.send('PATCH', '/control/api/settings', { webhookSignature });
    const { merchant_transaction_id: id } = await createSession(simulator);
    receiver.received.length = 0;
    await runAction(simulator, id, 'cancel');
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), EVENTUALLY);
    const [webhook] = receiver.received;
    expect(webhook?.headers['x-proof-signature']).toBe(expected(webhook?.body ?? ''));
  }
  await simulator.dispose();
  receiver.close();
});

test('a receiver that does not respond gets at most 100 requests at a time', async () => {
  let open = 0;
  const hanging = createServer(() => {
    open += 1;
  });
  hanging.listen(0, '127.0.0.1');
  await once(hanging, 'listening');
  const { port } = z.object({ port: z.number() }).parse(hanging.address());
  const simulator = await startTestSimulator({ webhookUrls: [`http://127.0.0.1:${port}/`] });
  await simulator.send('PUT', '/control/api/faults/webhook_duplicated', { copies: 50 });
  for (let order = 0; order < 3; order += 1) {
    const { merchant_transaction_id: id } = await createSession(simulator);
    await runAction(simulator, id, 'cancel');
  }
  await vi.waitFor(() => expect(open).toBe(100), EVENTUALLY);
  // The rest is sent once the first have timed out, so none was lost.
  await vi.waitFor(() => expect(open).toBe(150), { timeout: 15_000 });
  await simulator.dispose();
  hanging.closeAllConnections();
  hanging.close();
}, 30_000);
