import type { Fault, FaultContext } from './harness/fault';
import { exceeds, inSeconds } from './harness/fault';
import { judge } from './harness/judge';
import { addCustomers, mintMany } from './harness/orders';
import { type Stack, startStack } from './harness/stack';
import { openStreams } from './harness/streams';
import { startTcpProxy } from './harness/tcp-proxy';
import { Traffic } from './harness/traffic';
import { happens, until } from './harness/until';
import { WebhookSender } from './harness/webhooks';

const EXIT_LIMIT_MS = 5_000;
const RESUME_LIMIT_MS = 5_000;
const PATIENCE_MS = 30_000;
/** Next.js ends with it once its server is closed; a process that the signal just ends has none. */
const CLEAN_CODE = 143;
const CUSTOMERS = 10;
const CHANGES = 50;

const leased = async ({ query }: Stack) =>
  (await query('SELECT 1 FROM transactions WHERE lease_token IS NOT NULL')).length;

/** The process that leaves does all the work and serves all streams; the other takes webhooks only. */
async function startAll(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', stepSeconds: 3_600 });
  const network = await startTcpProxy(context.scope, stack.simulatorPort);
  const leaving = await stack.web({ PROOF_API_URL: `http://127.0.0.1:${network.port}` });
  const staying = await stack.web({ RECONCILER: 'off' });
  const customers = await addCustomers(stack, CUSTOMERS);
  const minted = await mintMany(customers, context.short ? 60 : 200);
  const perHalf = (context.short ? 20 : 100) / CUSTOMERS / 2;
  let announced = leaving.url;
  const watchers = [
    ...(await openStreams(stack, customers, perHalf, () => announced)),
    // As a browser that nobody tells: it comes back to where it was until nobody is there.
    ...(await openStreams(stack, customers, perHalf, (refusals) => {
      return refusals === 0 ? leaving.url : staying.url;
    })),
  ];
  const leave = () => {
    announced = staying.url;
  };
  return { stack, network, leaving, staying, minted, watchers, leave };
}

async function run(context: FaultContext) {
  const all = await startAll(context);
  const { stack, network, leaving, staying, minted, watchers } = all;
  const sender = new WebhookSender(stack);
  const traffic = new Traffic({
    ...{ provider: stack.provider, sender, minted, random: context.random },
    target: () => staying.url,
    everyMs: 40,
  });
  await traffic.sendMore(CHANGES);
  network.holdAnswers();
  await until('it holds leases', PATIENCE_MS, () => {
    return network.heldAnswersTo('GET /widget/transactions/') > 0;
  });
  all.leave();
  const held = await leased(stack);
  const { exitMs, code } = await leaving.terminate();
  const left = await leased(stack);
  const resumedMs = await happens(PATIENCE_MS, () =>
    watchers.every(({ client }) => client.isOpen && client.connectedTo === staying.url),
  );
  // Only now, so that what was left behind is not taken over before it is counted.
  stack.worker();
  await traffic.sendMore(CHANGES);
  await traffic.stop();
  const judged = await judge(stack, { sender, watchers });
  return {
    ...judged,
    injected: watchers.length,
    recoveryMs: exitMs + resumedMs,
    failures: [
      ...judged.failures,
      ...exceeds('the exit', exitMs, EXIT_LIMIT_MS),
      ...exceeds('resuming elsewhere', resumedMs, RESUME_LIMIT_MS),
      ...(code === CLEAN_CODE ? [] : [`it ended with code ${code}`]),
      ...(left === 0 ? [] : [`${left} leases were not given back`]),
    ],
    notes: [
      `exit after ${inSeconds(exitMs)} with code ${code}, ${held} leases held before and ${left} after; ${traffic.changes} changes sent meanwhile`,
    ],
  };
}

export const fault: Fault = {
  title: 'SIGTERM with streams open',
  figure: 'exit in 5 s; clients resume',
  run,
};
