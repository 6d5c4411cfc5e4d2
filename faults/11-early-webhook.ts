import { randomUUID } from 'node:crypto';
import { each, range } from './harness/each';
import type { Fault, FaultContext } from './harness/fault';
import { exceeds } from './harness/fault';
import { judge } from './harness/judge';
import { holdingLock } from './harness/lock-holder';
import { addCustomer, type Minted, mint } from './harness/orders';
import type { ServerProcess } from './harness/server-process';
import { type Stack, startStack } from './harness/stack';
import { startTcpProxy, type TcpProxy } from './harness/tcp-proxy';
import { happens, until } from './harness/until';
import { WebhookSender } from './harness/webhooks';

const PATIENCE_MS = 20_000;
/** The check that the stored webhook made due; without it the first check comes after 5 s. */
const MATCH_LIMIT_MS = 4_000;

interface Scene {
  stack: Stack;
  web: ServerProcess;
  network: TcpProxy;
  sender: WebhookSender;
}

/**
 * Keeps a mint waiting between the provider's answer and storing it, and lets the provider finish
 * the transaction meanwhile. Answers how long its status took once it could be stored.
 */
async function overtake({ stack, web, network, sender }: Scene): Promise<number> {
  const known = new Set(await idsAtProvider(stack));
  const user = await addCustomer(stack);
  const idempotencyKey = randomUUID();
  network.holdAnswers();
  const minting = mint(user, idempotencyKey);
  let id: string | undefined;
  await until('the provider has it', PATIENCE_MS, async () => {
    id = (await idsAtProvider(stack)).find((candidate) => !known.has(candidate));
    return id !== undefined;
  });
  const lock = {
    text: 'SELECT 1 FROM session_claims WHERE idempotency_key = $1 FOR UPDATE',
    values: [idempotencyKey],
  };
  await holdingLock(stack, lock, async ({ waiting }) => {
    network.release();
    await until('storing waits', PATIENCE_MS, async () => (await waiting()) > 0);
    for (const action of ['pay', 'complete'])
      await sender.send(web.url, await stack.provider.act(id ?? '', action));
  });
  const minted = await minting;
  return happens(PATIENCE_MS, () => isCompleted(stack, minted));
}

const idsAtProvider = async ({ provider }: Stack) =>
  (await provider.transactions()).map(({ merchant_transaction_id: id }) => id);

async function isCompleted({ query }: Stack, { id }: Minted): Promise<boolean> {
  const sql = "SELECT 1 FROM transactions WHERE id = $1 AND status = 'completed'";
  return (await query(sql, [id])).length === 1;
}

async function run(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off', stepSeconds: 3_600 });
  const web = await stack.web();
  const network = await startTcpProxy(context.scope, stack.simulatorPort);
  // Only this process mints, and only through the network that can be held up.
  process.env.PROOF_API_URL = `http://127.0.0.1:${network.port}`;
  const sender = new WebhookSender(stack);
  const scene = { stack, web, network, sender };
  const count = context.short ? 3 : 40;
  const timesMs = await each(range(count), 1, () => overtake(scene));
  const early = await stack.query(
    "SELECT 1 FROM webhook_deliveries WHERE outcome = 'unknown_transaction'",
  );
  const recoveryMs = Math.max(...timesMs);
  const judged = await judge(stack, { sender });
  return {
    injected: count,
    ...judged,
    lost: judged.lost + (sender.sent - sender.acknowledged.length),
    recoveryMs,
    failures: [
      ...judged.failures,
      ...exceeds('matching', recoveryMs, MATCH_LIMIT_MS),
      ...(early.length === 2 * count ? [] : [`only ${early.length} webhooks came early`]),
    ],
    notes: [],
  };
}

export const fault: Fault = {
  title: 'webhook before the session is stored',
  figure: 'matched; 0 lost',
  run,
};
