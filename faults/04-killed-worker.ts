import type { Fault, FaultContext } from './harness/fault';
import { exceeds } from './harness/fault';
import { countMismatches } from './harness/invariants';
import { judge } from './harness/judge';
import { addCustomers, mintMany } from './harness/orders';
import { type Stack, startStack } from './harness/stack';
import { startTcpProxy } from './harness/tcp-proxy';
import { happens, until } from './harness/until';

const RESUME_LIMIT_MS = 35_000;
const PATIENCE_MS = 30_000;
/** As many as one worker checks at a time, so that it holds all of them. */
const TRANSACTIONS = 8;

const leased = async ({ query }: Stack) =>
  (await query('SELECT 1 FROM transactions WHERE lease_token IS NOT NULL')).length;

async function run(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off' });
  const network = await startTcpProxy(context.scope, stack.simulatorPort);
  const customers = await addCustomers(stack, 2);
  const minted = await mintMany(customers, TRANSACTIONS);
  for (const { merchantTransactionId } of minted)
    await stack.provider.act(merchantTransactionId, 'pay');

  network.holdAnswers();
  const first = stack.worker({ PROOF_API_URL: `http://127.0.0.1:${network.port}` });
  await until(
    'the worker holds all',
    PATIENCE_MS,
    async () => (await leased(stack)) === TRANSACTIONS,
  );
  stack.worker();
  await first.kill();
  const recoveryMs = await happens(
    RESUME_LIMIT_MS + 10_000,
    async () => (await countMismatches(stack)) === 0 && (await leased(stack)) === 0,
  );
  const judged = await judge(stack);
  return {
    injected: TRANSACTIONS,
    ...judged,
    recoveryMs,
    failures: [...judged.failures, ...exceeds('resuming', recoveryMs, RESUME_LIMIT_MS)],
    notes: [],
  };
}

export const fault: Fault = {
  title: 'worker killed holding leases',
  figure: 'resumed within 35 s',
  run,
};
