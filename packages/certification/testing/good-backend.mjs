// A minimal backend that does everything right, in plain Node.js. With BREAK it does one thing wrong.
import { createServer } from 'node:http';
import { broken } from './broken.mjs';
import { early, mint, minting } from './good-mint.mjs';
import { balances, hint, orders, read, start } from './good-orders.mjs';
import { askProvider } from './good-provider-client.mjs';

const { PORT, PROOF_CLIENT_TOKEN } = process.env;
const MAX_BODY_BYTES = 65_536;
const WEBHOOK_FIELDS = [
  ...['merchant_transaction_id', 'type', 'status', 'currency', 'network', 'crypto_amount'],
  ...['fiat_currency', 'fiat_amount', 'created_at', 'updated_at', 'padding'],
];
const STATUSES = ['pending', 'processing', 'completed', 'failed', 'cancelled'];

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const seen = new Set();

/** Returns `null` for a body that is too large. */
async function readText(request) {
  const limit = broken('webhook.oversized') ? Number.POSITIVE_INFINITY : MAX_BODY_BYTES;
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > limit) return null;
  }
  return text;
}

async function receiveWebhook(request) {
  const text = await readText(request);
  if (text === null) return { status: 413 };
  let body = null;
  try {
    body = JSON.parse(text);
  } catch {
    return { status: broken('webhook.malformed') ? 500 : 400 };
  }
  const id = body?.merchant_transaction_id;
  if (typeof id !== 'string') return { status: 400 };
  const refusal = breakOnWebhook(id, body);
  if (refusal) return { status: refusal };
  const order = orders.get(id);
  if (order) await breakOnOrder(order, hint(order, body));
  else early.add(id);
  if (broken('webhook.fast')) await sleep(1_200);
  return { status: 204 };
}

async function breakOnOrder(order, isDue) {
  order.webhooks = (order.webhooks ?? 0) + 1;
  if (broken('webhook.duplicates-ask-once') && order.webhooks % 12 === 0)
    void askProvider('GET', `/widget/transactions/${order.transactionId}`);
  const mayRead = isDue && !(order.notBefore > Date.now());
  if (broken('webhook.before-provider') && mayRead) await read(order);
}

function breakOnWebhook(id, { status, ...body }) {
  const event = `${id} ${status}`;
  const isRefused =
    (seen.has(event) && broken('webhook.duplicates-acknowledged')) ||
    (!orders.has(id) && status === 'completed' && broken('webhook.unknown-transaction')) ||
    (!STATUSES.includes(status) && broken('webhook.unknown-status')) ||
    (Object.keys(body).some((name) => !WEBHOOK_FIELDS.includes(name)) &&
      broken('webhook.unknown-fields'));
  seen.add(event);
  return isRefused ? 409 : null;
}

/** The last address was added by our own proxy. */
function clientIpOf(request) {
  const addresses = String(request.headers['x-forwarded-for'] ?? '127.0.0.1').split(',');
  return addresses.at(broken('mint.client-ip-not-forged') ? 0 : -1).trim();
}

async function handle(request) {
  const [, resource, id, field] = new URL(request.url, 'http://localhost').pathname.split('/');
  if (resource === 'hooks')
    return id === 'secret' || broken('webhook.wrong-secret')
      ? receiveWebhook(request)
      : { status: 404 };
  if (resource === 'orders' && request.method === 'POST') {
    const { status, body } = await mint(JSON.parse(await readText(request)), clientIpOf(request));
    const debug = broken('calls.token-stays-secret') ? { token: PROOF_CLIENT_TOKEN } : {};
    return { status, body: { ...body, ...debug } };
  }
  if (resource === 'orders') {
    if (broken('mint.provider-slow-for-others')) await Promise.allSettled(minting);
    const order = orders.get(decodeURIComponent(id));
    return order ? { status: 200, body: { status: order.status } } : { status: 404 };
  }
  if (resource === 'users' && field === 'balance')
    return { status: 200, body: { balance: balances.get(decodeURIComponent(id)) ?? '0' } };
  return { status: resource === 'health' ? 200 : 404 };
}

if (broken('calls.documented-only')) void askProvider('GET', '/widget/config');
start();
createServer(async (request, response) => {
  const { status, body } = await handle(request);
  const headers = {
    'content-type': 'application/json',
    connection: status === 413 ? 'close' : 'keep-alive',
  };
  response.writeHead(status, headers).end(body ? JSON.stringify(body) : '');
}).listen(Number(PORT), '127.0.0.1');
