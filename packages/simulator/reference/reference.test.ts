import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAction, startWebhookReceiver } from '../testing/control';
import { createSession } from '../testing/partner';
import {
  EVENTUALLY,
  ORDER,
  startTestSimulator,
  type TestSimulator,
} from '../testing/test-simulator';
import { PROOF_SCHEMAS } from './proof-api';

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

const json = async (response: Response): Promise<unknown> => response.json();

test.each(['/openapi.json', '/control/api/openapi.json'])(
  'an independent validator accepts %s',
  async (path) => {
    const document = await (await simulator.request(path)).json();
    expect(await new Validator().validate(document)).toEqual({ valid: true });
  },
);

test('the messages of the Proof API are as its document says', async () => {
  expect(() => PROOF_SCHEMAS.SessionRequest.parse(ORDER)).not.toThrow();
  const session = await simulator.send('POST', '/widget/session', ORDER);
  const { merchant_transaction_id: id } = PROOF_SCHEMAS.Session.parse(await json(session));
  const read = await simulator.request(`/widget/transactions/${id}`);
  expect(PROOF_SCHEMAS.Transaction.parse(await json(read)).status).toBe('pending');
  const identity = await simulator.request('/widget/users/user-1/kyc-status');
  expect(PROOF_SCHEMAS.IdentityStatus.parse(await json(identity)).status).toBe('not_started');
  const missing = await simulator.request('/widget/transactions/none');
  expect(PROOF_SCHEMAS.Error.parse(await json(missing)).code).toBe('not_found');
  await runAction(simulator, id, 'cancel');
  await expect.poll(() => receiver.received.length, EVENTUALLY).toBe(1);
  const webhook = JSON.parse(receiver.received[0]?.body ?? '');
  expect(PROOF_SCHEMAS.StatusChange.parse(webhook).status).toBe('cancelled');
});

test('a session with a field of a wrong type is not as the document says', async () => {
  const session = { ...(await createSession(simulator)), signature: 'v1:abc' };
  expect(PROOF_SCHEMAS.Session.safeParse(session).success).toBe(false);
});
