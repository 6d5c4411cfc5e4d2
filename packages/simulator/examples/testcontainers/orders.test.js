/**
 * A partner's test, with a simulator of its own. `npm install && npm test` runs it, with Docker and
 * the image `proof-simulator` (see "Run it" in the simulator's README).
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { GenericContainer, getContainerRuntimeClient, Wait } from 'testcontainers';

const PORT = 4000;
const CLIENT_TOKEN = 'sim_client_token';
const CONTROL_TOKEN = randomUUID();

let container;
let url;

before(async () => {
  const { info } = await getContainerRuntimeClient();
  // Where Docker runs: localhost, or the name of another machine, which the simulator has to know.
  const { host } = info.containerRuntime;
  container = await new GenericContainer(process.env.PROOF_SIMULATOR_IMAGE ?? 'proof-simulator')
    .withEnvironment({
      SIMULATOR_PUBLIC_URL: `http://${host}`,
      SIMULATOR_CONTROL_TOKEN: CONTROL_TOKEN,
      PROOF_CLIENT_TOKEN: CLIENT_TOKEN,
    })
    .withExposedPorts(PORT)
    .withWaitStrategy(Wait.forHttp('/health', PORT))
    .start();
  url = `http://${host}:${container.getMappedPort(PORT)}`;
});
after(() => container?.stop());

async function request(method, path, token, body) {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  assert.ok(response.ok, `${method} ${path} returned ${response.status}`);
  return response.json();
}

// Your backend makes these two requests. Give it `url` and the client token.
const createSession = (order) => request('POST', '/widget/session', CLIENT_TOKEN, order);
const readTransaction = (id) => request('GET', `/widget/transactions/${id}`, CLIENT_TOKEN);

const control = (path, body) => request('POST', `/control/api${path}`, CONTROL_TOKEN, body);

test('a paid order completes', async () => {
  const { merchant_transaction_id: id } = await createSession({
    partner_user_id: 'user-1',
    user_email: 'user-1@example.com',
    network: 'TRC20',
    currency: 'USDT',
    amount: '100',
  });
  assert.equal((await readTransaction(id)).status, 'pending');
  await control(`/transactions/${id}/actions`, { action: 'pay' });
  await control('/clock', { advance: 'PT1M' });
  assert.equal((await readTransaction(id)).status, 'completed');
});
