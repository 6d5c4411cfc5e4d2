/**
 * A small backend. `npx tsx backend.ts` listens on PORT: POST /orders places an order, and Proof's
 * webhooks come to /webhooks/proof. A webhook or a message of the WebSocket is a hint: what counts is
 * what Proof says when it is asked.
 */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { WebSocket } from 'ws';

const { PROOF_API_URL = 'http://localhost:4000', PORT = '8000' } = process.env;
const authorization = `Bearer ${process.env.PROOF_CLIENT_TOKEN ?? 'sim_client_token'}`;

type Transaction = { merchant_transaction_id: string; status: string };

async function ask(path: string, body?: object): Promise<Transaction> {
  const response = await fetch(PROOF_API_URL + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`Proof returned ${response.status}.`);
  return response.json();
}

async function check(id: string, hintedBy: string): Promise<void> {
  const { status } = await ask(`/widget/transactions/${encodeURIComponent(id)}`);
  console.log(`${id} is ${status}, after a hint of the ${hintedBy}`);
}

function follow(id: string): void {
  const url = `${PROOF_API_URL.replace(/^http/, 'ws')}/ws?tx_id=${encodeURIComponent(id)}`;
  const socket = new WebSocket(url, { headers: { authorization } });
  socket.on('message', (data) => {
    const { status } = JSON.parse(String(data));
    if (['completed', 'failed', 'cancelled'].includes(status)) socket.close();
    check(id, 'socket').catch(console.error);
  });
  // Without a socket, webhooks and polling remain.
  socket.on('error', console.error);
}

const server = createServer(async (request, response) => {
  const body = (await json(request)) as Transaction;
  if (request.url === '/webhooks/proof') {
    // Before Proof is asked, because it waits for the response.
    response.writeHead(204).end();
    check(body.merchant_transaction_id, 'webhook').catch(console.error);
    return;
  }
  const session = await ask('/widget/session', body);
  follow(session.merchant_transaction_id);
  response.end(JSON.stringify(session));
});
server.listen(Number(PORT), () => console.log(`Listening on ${PORT}`));
