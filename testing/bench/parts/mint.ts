import { startSimulator } from '../../../tools/simulator/start';
import { controlAt } from '../../simulator';
import { inTurn, timeOf } from '../measurement';
import type { Part } from '../part';
import { addCustomer, placeOrder } from './orders';

/** What an API across the internet may take. The simulator itself takes a few milliseconds. */
const PROVIDER_MS = 100;
/** Of each round, one after another, as customers click. */
const ORDERS = 20;

/** Placing an order, beside the call to the provider that it consists of. */
export const measureMint: Part = async ({ scope, env }) => {
  await startSimulator(scope, env, 'log');
  await slowDown(String(env.PROOF_API_URL));
  const user = await addCustomer();
  const body = JSON.stringify({
    ...{ partner_user_id: user.id, user_email: user.email, type: 'buy', amount: '100' },
    ...{ network: 'TRC20', currency: 'USDT' },
  });
  const headers = {
    authorization: `Bearer ${env.PROOF_CLIENT_TOKEN}`,
    'content-type': 'application/json',
  };
  const call = async () => {
    const url = `${env.PROOF_API_URL}/widget/session`;
    const response = await fetch(url, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`The simulator returned ${response.status}.`);
    await response.json();
  };
  const { placed, called } = await inTurn({
    placed: () => timeOf(() => placeOrder(user), ORDERS),
    called: () => timeOf(call, ORDERS),
  });
  return [
    {
      name: 'placing an order',
      unit: 'ms',
      values: placed,
      comparedWith: { name: `the provider's call alone, of ${PROVIDER_MS} ms`, values: called },
      target: { atMost: 1.15 },
    },
  ];
};

async function slowDown(simulatorUrl: string): Promise<void> {
  const response = await controlAt(simulatorUrl)('/faults/api_slow', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint: 'session', delayMs: PROVIDER_MS }),
  });
  if (!response.ok) throw new Error(`The fault was refused: ${await response.text()}`);
}
