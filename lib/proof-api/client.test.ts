import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProofClient, type ProofCall } from './client';
import { ProofError } from './error';

const snapshot = {
  ...{ merchant_transaction_id: 'order', partner_user_id: 'user', type: 'buy', status: 'pending' },
  ...{ currency: 'USDT', network: 'TRC20' },
  ...{ created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' },
};
let body = '';
const server = createServer((_request, response) => response.end(body));
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

test.each([
  ['is not JSON', '<html>'],
  ['is not what the contract describes', JSON.stringify({ ...snapshot, status: 'lost' })],
  ['has a zero byte', JSON.stringify({ ...snapshot, network: 'TRC20\0' })],
  ['has half a character', JSON.stringify({ ...snapshot, fiat_currency: '\ud83d' })],
])('a response whose body %s is a failed call', async (_name, text) => {
  body = text;
  const calls: ProofCall[] = [];
  const { port } = server.address() as AddressInfo;
  const proof = createProofClient({
    baseUrl: `http://127.0.0.1:${port}`,
    clientToken: 'token',
    onCall: async (call) => void calls.push(call),
  });
  await expect(proof.getTransaction('order')).rejects.toBeInstanceOf(ProofError);
  expect(calls).toMatchObject([{ httpStatus: 200, error: 'invalid_response' }]);
});
