import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { payByControl } from './pay-by-control';

type Received = { path: string | undefined; authorization: string | undefined; body: unknown };

async function startControlApi(status: number) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { url: path, headers } = request;
    const body: unknown = JSON.parse(await text(request));
    received.push({ path, authorization: headers.authorization, body });
    response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, received, close: () => server.close() };
}

const session = { merchant_transaction_id: 'a/b' };

test('a buy is paid and a sell gets its deposit, with the control token', async () => {
  const { url, received, close } = await startControlApi(200);
  await payByControl(url, 'secret')(session, 'buy');
  await payByControl(url, null)(session, 'sell');
  close();
  const path = '/transactions/a%2Fb/actions';
  expect(received).toEqual([
    { path, authorization: 'Bearer secret', body: { action: 'pay' } },
    { path, authorization: undefined, body: { action: 'verify_identity' } },
    { path, authorization: undefined, body: { action: 'deposit' } },
  ]);
});

test('a control API that refuses to pay ends the run with the options to check', async () => {
  const { url, close } = await startControlApi(401);
  await expect(payByControl(url, null)(session, 'buy')).rejects.toThrow(
    /returned 401\. Check --control and --control-token\.$/,
  );
  close();
});
