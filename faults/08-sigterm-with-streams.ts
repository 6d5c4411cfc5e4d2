import { type CaseContext, type FaultCase, formatSeconds, overLimit } from './harness/fault-case';
import { addCustomers, mintMany } from './harness/mint';
import { countLeased, startStack } from './harness/stack';
import { openStreams } from './harness/streams';
import { startTcpProxy } from './harness/tcp-proxy';
import { Traffic } from './harness/traffic';
import { verify } from './harness/verify';
import { timeUntil, waitFor } from './harness/wait-for';
import { WebhookSender } from './harness/webhook-sender';

const EXIT_LIMIT_MS = 5_000;
const RESUME_LIMIT_MS = 5_000;
const TIMEOUT_MS = 30_000;
/** The exit code of Next.js after a clean shutdown. A killed process has none. */
const CLEAN_EXIT_CODE = 143;
const CUSTOMERS = 10;
const CHANGES = 50;

/** `leaving` does all the work and serves all streams. `staying` only receives webhooks at first. */
async function startAll(context: CaseContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', stepSeconds: 3_600 });
  const network = await startTcpProxy(context.scope, stack.simulatorPort);
  const leaving = await stack.web({ PROOF_API_URL: `http://127.0.0.1:${network.port}` });
  const staying = await stack.web({ RECONCILER: 'off' });
  const customers = await addCustomers(stack, CUSTOMERS);
  const transactions = await mintMany(customers, context.short ? 60 : 200);
  const perHalf = (context.short ? 20 : 100) / CUSTOMERS / 2;
  let balancedTo = leaving.url;
  const streams = [
    ...(await openStreams(stack, customers, perHalf, () => balancedTo)),
    // There is no load balancer, so these return to the same process until it refuses connections.
    ...(await openStreams(stack, customers, perHalf, (refusals) => {
      return refusals === 0 ? leaving.url : staying.url;
    })),
  ];
  const redirectStreams = () => {
    balancedTo = staying.url;
  };
  return { stack, network, leaving, staying, transactions, streams, redirectStreams };
}

async function run(context: CaseContext) {
  const all = await startAll(context);
  const { stack, network, leaving, staying, transactions, streams } = all;
  const sender = new WebhookSender(stack);
  const traffic = new Traffic({
    ...{ provider: stack.provider, sender, transactions, random: context.random },
    target: () => staying.url,
    intervalMs: 40,
  });
  await traffic.sendMore(CHANGES);
  network.holdResponses();
  await waitFor('GETs in progress', TIMEOUT_MS, () => {
    return network.countHeldResponses('GET /widget/transactions/') > 0;
  });
  all.redirectStreams();
  const leasedBefore = await countLeased(stack);
  const { exitMs, code } = await leaving.terminate();
  const leasedAfter = await countLeased(stack);
  const resumedMs = await timeUntil(TIMEOUT_MS, () =>
    streams.every(({ client }) => client.isOpen && client.connectedTo === staying.url),
  );
  // Started after the count, because it takes over leases that were left.
  stack.worker();
  await traffic.sendMore(CHANGES);
  await traffic.stop();
  const verified = await verify(stack, { sender, streams });
  return {
    ...verified,
    injected: streams.length,
    recoveryMs: exitMs + resumedMs,
    missed: [
      ...verified.missed,
      ...overLimit('the exit', exitMs, EXIT_LIMIT_MS),
      ...overLimit('resuming elsewhere', resumedMs, RESUME_LIMIT_MS),
      ...(code === CLEAN_EXIT_CODE ? [] : [`it exited with code ${code}`]),
      ...(leasedAfter === 0 ? [] : [`${leasedAfter} leases were not released`]),
    ],
    notes: [
      `exit after ${formatSeconds(exitMs)} with code ${code}, ${leasedBefore} leases before and ${leasedAfter} after, ${traffic.changes} changes`,
    ],
  };
}

export const faultCase: FaultCase = {
  title: 'SIGTERM with streams open',
  target: 'exit in 5 s; clients resume',
  run,
};
