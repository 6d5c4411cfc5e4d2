import { randomUUID } from 'node:crypto';
import { withLock } from './harness/database-lock';
import { type CaseContext, type FaultCase, overLimit } from './harness/fault-case';
import { addCustomer, type MintedTransaction, mint } from './harness/mint';
import { range } from './harness/range';
import type { ServerProcess } from './harness/server-process';
import { type Stack, startStack } from './harness/stack';
import { startTcpProxy, type TcpProxy } from './harness/tcp-proxy';
import { verify } from './harness/verify';
import { timeUntil, waitFor } from './harness/wait-for';
import { WebhookSender } from './harness/webhook-sender';

const TIMEOUT_MS = 20_000;
/** With an early webhook, the first check is at once. Without one, it is after 5 s. */
const MATCH_LIMIT_MS = 4_000;

type Setup = { stack: Stack; web: ServerProcess; network: TcpProxy; sender: WebhookSender };

/**
 * Blocks a mint between the provider's response and the insert, while the provider completes the
 * transaction. Returns the time from the end of the mint until the status is completed.
 */
async function completeBeforeInsert({ stack, web, network, sender }: Setup): Promise<number> {
  const known = new Set(await idsAtProvider(stack));
  const user = await addCustomer(stack);
  const idempotencyKey = randomUUID();
  network.holdResponses();
  const minting = mint(user, idempotencyKey);
  let id: string | undefined;
  await waitFor('a transaction at the provider', TIMEOUT_MS, async () => {
    id = (await idsAtProvider(stack)).find((candidate) => !known.has(candidate));
    return id !== undefined;
  });
  const lock = {
    text: 'SELECT 1 FROM session_claims WHERE idempotency_key = $1 FOR UPDATE',
    values: [idempotencyKey],
  };
  await withLock(stack, lock, async ({ countWaiting }) => {
    network.release();
    await waitFor('a waiting insert', TIMEOUT_MS, async () => (await countWaiting()) > 0);
    for (const action of ['pay', 'complete'])
      await sender.send(web.url, await stack.provider.act(id ?? '', action));
  });
  const minted = await minting;
  return timeUntil(TIMEOUT_MS, () => isCompleted(stack, minted));
}

const idsAtProvider = async ({ provider }: Stack) =>
  (await provider.transactions()).map(({ merchant_transaction_id: id }) => id);

async function isCompleted({ query }: Stack, { id }: MintedTransaction): Promise<boolean> {
  const sql = "SELECT 1 FROM transactions WHERE id = $1 AND status = 'completed'";
  return (await query(sql, [id])).length === 1;
}

async function run(context: CaseContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off', stepSeconds: 3_600 });
  const web = await stack.web();
  const network = await startTcpProxy(context.scope, stack.simulatorPort);
  // Only this process mints, through a network that can be interrupted.
  process.env.PROOF_API_URL = `http://127.0.0.1:${network.port}`;
  const sender = new WebhookSender(stack);
  const count = context.short ? 3 : 40;
  const timesMs: number[] = [];
  for (const _ of range(count))
    timesMs.push(await completeBeforeInsert({ stack, web, network, sender }));
  const early = await stack.query(
    "SELECT 1 FROM webhook_deliveries WHERE outcome = 'unknown_transaction'",
  );
  const recoveryMs = Math.max(...timesMs);
  const verified = await verify(stack, { sender });
  return {
    injected: count,
    ...verified,
    lost: verified.lost + (sender.sent - sender.acknowledged.length),
    recoveryMs,
    missed: [
      ...verified.missed,
      ...overLimit('matching', recoveryMs, MATCH_LIMIT_MS),
      ...(early.length === 2 * count ? [] : [`only ${early.length} webhooks were early`]),
    ],
    notes: [],
  };
}

export const faultCase: FaultCase = {
  title: 'webhook before the session is stored',
  target: 'matched; 0 lost',
  run,
};
