import { afterAll, beforeAll, expect, test } from 'vitest';
import { advanceClock, injectFault, runAction, startWebhookReceiver } from '../testing/control';
import { createSession } from '../testing/partner';
import { EVENTUALLY, startTestSimulator, type TestSimulator } from '../testing/test-simulator';

let simulator: TestSimulator;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  simulator = await startTestSimulator({ webhookUrls: [receiver.url] });
});
afterAll(async () => {
  await simulator.dispose();
  receiver.close();
});

test('the stream reports changes of transactions, deliveries, calls, settings and the clock', async () => {
  const aborted = new AbortController();
  const response = await simulator.request('/control/api/stream', { signal: aborted.signal });
  const chunks: string[] = [];
  const received = () => chunks.join('');
  const reading = response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream({ write: (text) => void chunks.push(text) }))
    .catch(() => undefined);
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'cancel');
  await injectFault(simulator, 'socket_silent');
  await advanceClock(simulator, 5);
  for (const type of ['transaction', 'delivery', 'call', 'setting', 'clock']) {
    await expect.poll(received, EVENTUALLY).toContain(`event: ${type}\n`);
  }
  expect(received()).toContain(`"id":"${id}","status":"cancelled"`);
  aborted.abort();
  await reading;
});

test('an open stream does not delay the shutdown', async () => {
  await simulator.request('/control/api/stream');
  await simulator.restart();
});
