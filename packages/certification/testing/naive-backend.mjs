// What is easily written in an afternoon: it trusts webhooks, asks the provider nothing, and knows
// neither retries nor duplicates nor bad requests.
import { createServer } from 'node:http';

const { PORT, PROOF_API_URL, PROOF_CLIENT_TOKEN } = process.env;
const orders = new Map();
const balances = new Map();

async function readJson(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}

async function mint({ type, amount, network, currency, userId, email }) {
  const response = await fetch(`${PROOF_API_URL}/widget/session`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${PROOF_CLIENT_TOKEN}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      partner_user_id: userId,
      user_email: email,
      network,
      currency,
      amount: String(Number(amount)),
      type,
    }),
  });
  if (!response.ok) throw new Error(`The provider answered ${response.status}`);
  const session = await response.json();
  const id = session.merchant_transaction_id;
  orders.set(id, { status: 'pending', amount, userId });
  return {
    transactionId: id,
    session: {
      merchant_transaction_id: id,
      widget_id: session.widget_id,
      address: session.address,
      signature: session.signature,
      init_token: session.init_token,
      init_token_type: session.init_token_type,
      currency: session.currency,
      network: session.network,
      amount: session.amount,
      type: session.type,
    },
  };
}

function receiveWebhook(body) {
  const order = orders.get(body.merchant_transaction_id);
  if (!order) return 404;
  order.status = body.status;
  if (body.status === 'completed') {
    const balance = balances.get(order.userId) ?? 0;
    balances.set(order.userId, balance + Number(body.crypto_amount));
  }
  return 200;
}

async function handle(request) {
  const { method, url } = request;
  const [, resource, id] = url.split('/').map(decodeURIComponent);
  if (resource === 'health') return [200, {}];
  if (resource === 'hooks') return [receiveWebhook(await readJson(request)), {}];
  if (resource === 'users') return [200, { balance: String(balances.get(id) ?? 0) }];
  if (resource === 'orders' && method === 'POST') return [201, await mint(await readJson(request))];
  const order = orders.get(id);
  return order ? [200, { status: order.status }] : [404, {}];
}

createServer(async (request, response) => {
  const [status, body] = await handle(request).catch((error) => [500, { error: error.message }]);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}).listen(Number(PORT), '127.0.0.1');
