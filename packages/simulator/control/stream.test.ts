import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, mint } from '../testing/answers';
import { type Simulation, SOON, simulate } from '../testing/running-simulator';
import { advance, switchOn, webhookReceiver } from '../testing/steering';

let simulation: Simulation;
let receiver: Awaited<ReturnType<typeof webhookReceiver>>;

beforeAll(async () => {
  receiver = await webhookReceiver();
  simulation = await simulate({ webhookUrl: receiver.url });
});
afterAll(async () => {
  await simulation.dispose();
  receiver.close();
});

it('the stream tells of transactions, deliveries, calls, settings and the clock as they change', async () => {
  const stopped = new AbortController();
  const response = await simulation.request('/control/api/stream', { signal: stopped.signal });
  const chunks: string[] = [];
  const heard = () => chunks.join('');
  const reading = response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream({ write: (text) => void chunks.push(text) }))
    .catch(() => undefined);
  const { merchant_transaction_id: id } = await mint(simulation);
  await act(simulation, id, 'cancel');
  await switchOn(simulation, 'socket_silent');
  await advance(simulation, 5);
  for (const kind of ['transaction', 'delivery', 'call', 'setting', 'clock']) {
    await expect.poll(heard, SOON).toContain(`event: ${kind}\n`);
  }
  expect(heard()).toContain(`"id":"${id}","status":"cancelled"`);
  stopped.abort();
  await reading;
});

describe('an open stream', () => {
  it('does not hold up the end of the simulator', async () => {
    await simulation.request('/control/api/stream');
    await simulation.restart();
  });
});
