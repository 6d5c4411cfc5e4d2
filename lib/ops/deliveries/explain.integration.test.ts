import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../../testing/partner-app';
import { db } from '../../db';
import { env } from '../../env';
import { receiveWebhook } from '../../webhooks/receive';
import { mintSession } from '../../widget-sessions/mint';
import { getCheckAfter } from './data';
import { explainDelivery } from './explain';

const app = withPartnerApp();

/** Sends a webhook, and returns the answers to the questions that were asked about it. */
async function judge(body: BodyInit, options: { secret?: string; contentType?: string } = {}) {
  const [ours = ''] = env().PROOF_WEBHOOK_SECRET;
  const { secret = ours, contentType = 'application/json' } = options;
  const headers = { 'content-type': contentType };
  await receiveWebhook(new Request('http://app', { method: 'POST', body, headers }), secret);
  const delivery = await db().webhookDelivery.findFirstOrThrow({ orderBy: { receivedAt: 'desc' } });
  const steps = explainDelivery(delivery, null);
  return { steps, failed: steps.find(({ passed }) => passed === false) };
}

async function mint() {
  const user = await app.addCustomer();
  const request = { user, order: order(), clientIp: undefined };
  return (await mintSession(request)).session.merchant_transaction_id;
}

const webhook = (id: string, status = 'processing', time = '2026-04-01T10:03:45Z') =>
  JSON.stringify({
    ...{ merchant_transaction_id: id, type: 'buy', status, currency: 'USDT', network: 'TRC20' },
    ...{ crypto_amount: '', fiat_currency: 'EUR', fiat_amount: '', updated_at: time },
    created_at: '2026-04-01T10:00:00Z',
  });

test.each([
  ['Is the secret in the URL ours?', () => judge('{}', { secret: 'x'.repeat(32) })],
  ['Is it at most 16 KB?', () => judge('x'.repeat(17_000))],
  ['Is the content type JSON?', () => judge('{}', { contentType: 'text/plain' })],
  ['Is the body JSON?', () => judge('{')],
  ['Does it match the contract?', () => judge('{"status":"paid"}')],
  ['Does an order have this ID?', () => judge(webhook(crypto.randomUUID()))],
])(
  'a delivery that fails at "%s" says so, and nothing after it was asked',
  async (question, send) => {
    const { steps, failed } = await send();
    expect(failed?.question).toBe(question);
    const index = failed ? steps.indexOf(failed) : -1;
    expect(steps.slice(0, index).every(({ passed }) => passed)).toBe(true);
    expect(steps.slice(index + 1).every(({ passed }) => passed === null)).toBe(true);
  },
);

test('news, its copy and an older report are told apart, and each makes the order due', async () => {
  const id = await mint();
  const news = async (body: string) =>
    (await judge(body)).steps.find(({ question }) => question === 'Is it news?');
  expect(await news(webhook(id))).toMatchObject({ passed: true });
  expect(await news(webhook(id))).toMatchObject({
    ...{ passed: false, answer: expect.stringContaining('The same change was reported before') },
  });
  expect(await news(webhook(id, 'pending', '2026-04-01T10:01:00Z'))).toMatchObject({
    ...{ passed: false, answer: expect.stringContaining('A newer change was reported before') },
  });
});

test('what Proof said is that of the first check after the delivery, not of a later one', async () => {
  const id = await mint();
  const { userId, id: transactionId } = await db().transaction.findUniqueOrThrow({
    where: { merchantTransactionId: id },
  });
  const at = (seconds: number) => new Date(Date.UTC(2026, 3, 1, 11, 0, seconds));
  const call = (seconds: number) => ({
    ...{ endpoint: 'GET /widget/transactions/{id}', merchantTransactionId: id },
    ...{ httpStatus: 200, durationMs: 1, recordedAt: at(seconds) },
  });
  await db().providerCall.createMany({ data: [call(1), call(3)] });
  await db().transactionEvent.create({
    data: {
      ...{ userId, transactionId, source: 'api', kind: 'fact', factOutcome: 'applied' },
      ...{ status: 'completed', reason: 'Proof confirms completed.', recordedAt: at(3) },
    },
  });
  expect(await getCheckAfter(id, at(0))).toMatchObject({ fact: null });
  const confirming = await getCheckAfter(id, at(2));
  expect(confirming).toMatchObject({ fact: { status: 'completed' } });
  await judge(webhook(id));
  const delivery = await db().webhookDelivery.findFirstOrThrow({ orderBy: { receivedAt: 'desc' } });
  expect(explainDelivery(delivery, confirming).map(({ answer }) => answer)).toEqual(
    expect.arrayContaining([
      'Proof responded 200 and said completed.',
      'Proof confirms completed.',
    ]),
  );
});
