import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  advanceClock,
  injectFault,
  launchScenario,
  readEvents,
  resetFrozen,
  runAction,
  startWebhookReceiver,
} from '../testing/control';
import { createSession } from '../testing/partner';
import { startTestSimulator, type TestSimulator } from '../testing/test-simulator';

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

async function run(seed: string, polls = 0): Promise<string> {
  await resetFrozen(simulator, seed);
  await injectFault(simulator, 'webhook_dropped', { rate: 0.3 });
  await injectFault(simulator, 'webhook_duplicated', { rate: 0.5, copies: 2 });
  await simulator.send('POST', '/control/api/faults', {
    endpoint: 'kyc',
    rate: 0.5,
    httpStatus: 502,
  });
  for (let poll = 0; poll < polls; poll += 1) await simulator.request('/control/api/transactions');
  const { merchant_transaction_id: id } = await createSession(simulator);
  for (let call = 0; call < 10; call += 1) {
    await simulator.request('/widget/users/user-1/kyc-status');
  }
  await launchScenario(simulator, 'flapping');
  await launchScenario(simulator, 'deposit_late');
  await runAction(simulator, id, 'decline');
  await advanceClock(simulator, 'PT1H');
  await createSession(simulator, { amount: '10.05', partner_user_id: 'user-2' });
  await advanceClock(simulator, 'P2D');
  return (await simulator.request('/control/api/events.ndjson')).text();
}

test('equal seeds, calls and clocks write equal event logs', async () => {
  const first = await run('seven');
  expect(first.split('\n').length).toBeGreaterThan(60);
  expect(await run('seven')).toBe(first);
});

test('reads do not change the event log, another seed does', async () => {
  const first = await run('seven');
  expect(await run('seven', 3)).toBe(first);
  expect(await run('eight')).not.toBe(first);
});

test('SIMULATOR_SEED decides the ids from the first start', async () => {
  const firstId = async () => {
    const seeded = await startTestSimulator({ seed: 'nine' });
    const { merchant_transaction_id: id } = await createSession(seeded);
    await seeded.dispose();
    return id;
  };
  expect(await firstId()).toBe(await firstId());
});

test('a line that a killed process left unfinished does not break the next', async () => {
  await resetFrozen(simulator);
  await createSession(simulator);
  const complete = (await readEvents(simulator)).length;
  await appendFile(join(simulator.dataDir, 'events.ndjson'), '{"sequence":99,"at":"20');
  await simulator.restart();
  await createSession(simulator, { amount: '200' });
  const sequences = (await readEvents(simulator)).map(({ sequence }) => sequence);
  expect(sequences.slice(0, complete + 1)).toEqual(
    Array.from({ length: complete + 1 }, (_, index) => index + 1),
  );
});

test('the event log has no gaps across a restart, and a restart repeats no id', async () => {
  await resetFrozen(simulator);
  const before = await createSession(simulator);
  await simulator.restart();
  const after = await createSession(simulator);
  expect(after.merchant_transaction_id).not.toBe(before.merchant_transaction_id);
  const events = await readEvents(simulator);
  expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
});
