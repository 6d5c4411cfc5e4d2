import { expect, test } from 'vitest';
import { readBounded } from '../read-bounded';
import { isKnownSecret, parseWebhook } from './receive';

const bytes = (text: string) => new TextEncoder().encode(text);

test("a webhook's body becomes a hint with Proof's own time", () => {
  const body = {
    merchant_transaction_id: 'tx-1',
    status: 'processing',
    crypto_amount: '',
    updated_at: '2026-04-01T10:03:45Z',
    extra: 1,
  };
  expect(parseWebhook(bytes(JSON.stringify(body)))).toMatchObject({
    hint: {
      merchantTransactionId: 'tx-1',
      source: 'webhook',
      status: 'processing',
      providerTime: new Date('2026-04-01T10:03:45Z'),
      payload: { extra: 1 },
    },
  });
});

test.each([
  ['not JSON', '{'],
  ['not an object', '[]'],
  ['no id', '{"status":"failed"}'],
  ['an endless id', `{"merchant_transaction_id":"${'x'.repeat(300)}","status":"failed"}`],
  ['more levels than anybody needs', `{"deep":${'['.repeat(50)}${']'.repeat(50)}}`],
  ['a zero byte', '{"merchant_transaction_id":"a","status":"failed","note":"\\u0000"}'],
  ['half a character', '{"merchant_transaction_id":"a","status":"failed","note":"\\ud83d"}'],
])('%s is refused in words', (_case, text) => {
  expect(parseWebhook(bytes(text))).toHaveProperty('problem');
});

test('bytes that are not UTF-8 are refused', () => {
  expect(parseWebhook(new Uint8Array([0x22, 0xff, 0x22]))).toHaveProperty('problem');
});

test('a status that is unknown today is still a hint', () => {
  const parsed = parseWebhook(bytes('{"merchant_transaction_id":"a","status":"refunded"}'));
  expect(parsed).toMatchObject({ hint: { status: 'refunded', providerTime: null } });
});

test.each([
  ['no time', {}],
  ['null for a time', { updated_at: null }],
  ['a time that is none', { updated_at: 'soon' }],
  ['a backslash and the letters of an escape', { note: '\\u0000 \\\\ud83d' }],
  ['a whole character outside the basic plane', { note: '😀' }],
])('%s does not keep a hint from counting', (_case, extra) => {
  const body = { merchant_transaction_id: 'a', status: 'failed', ...extra };
  expect(parseWebhook(bytes(JSON.stringify(body)))).toMatchObject({
    hint: { status: 'failed', providerTime: null },
  });
});

test('reading stops at the limit and tells so, whatever the sender goes on to send', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      controller.enqueue(new Uint8Array(10));
    },
  });
  const { bytes: read, cut } = await readBounded(endless, 25);
  expect([read.length, cut]).toEqual([25, 'size']);
  expect(sent).toBeLessThan(6);
});

test('reading stops at the time limit, even if the sender sends nothing more', async () => {
  const slow = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(10)),
  });
  expect(await readBounded(slow, 25, 20)).toEqual({ bytes: new Uint8Array(10), cut: 'time' });
});

test('a body of exactly the limit is complete', async () => {
  const body = new Response(new Uint8Array(25)).body;
  expect(await readBounded(body, 25)).toMatchObject({ cut: null });
});

test('any of the secrets in rotation is known, and nothing else', () => {
  const known = ['first-secret', 'second-secret'];
  expect(isKnownSecret('second-secret', known)).toBe(true);
  expect(isKnownSecret('second-secre', known)).toBe(false);
  expect(isKnownSecret('', known)).toBe(false);
});
