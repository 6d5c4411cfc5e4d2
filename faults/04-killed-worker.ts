import { type CaseContext, type FaultCase, overLimit } from './harness/fault-case';
import { countMismatches } from './harness/invariants';
import { addCustomers, mintMany } from './harness/mint';
import { countLeased, startStack } from './harness/stack';
import { startTcpProxy } from './harness/tcp-proxy';
import { verify } from './harness/verify';
import { timeUntil, waitFor } from './harness/wait-for';

const RESUME_LIMIT_MS = 35_000;
const TIMEOUT_MS = 30_000;
/** The number of checks that one worker runs at a time, of which two may be of one customer
 * (reconciliation/reconciler.ts). */
const TRANSACTIONS = 8;
const CUSTOMERS = 4;

async function run(context: CaseContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off' });
  const network = await startTcpProxy(context.scope, stack.simulatorPort);
  const customers = await addCustomers(stack, CUSTOMERS);
  const transactions = await mintMany(customers, TRANSACTIONS);
  for (const { merchantTransactionId } of transactions)
    await stack.provider.act(merchantTransactionId, 'pay');

  network.holdResponses();
  const killed = stack.worker({ PROOF_API_URL: `http://127.0.0.1:${network.port}` });
  await waitFor('a worker with all leases', TIMEOUT_MS, async () => {
    return (await countLeased(stack)) === TRANSACTIONS;
  });
  stack.worker();
  await killed.kill();
  const recoveryMs = await timeUntil(RESUME_LIMIT_MS + 10_000, async () => {
    return (await countMismatches(stack)) === 0 && (await countLeased(stack)) === 0;
  });
  const verified = await verify(stack);
  return {
    injected: TRANSACTIONS,
    ...verified,
    recoveryMs,
    missed: [...verified.missed, ...overLimit('resuming', recoveryMs, RESUME_LIMIT_MS)],
    notes: [],
  };
}

export const faultCase: FaultCase = {
  title: 'worker killed holding leases',
  target: 'resumed within 35 s',
  run,
};
