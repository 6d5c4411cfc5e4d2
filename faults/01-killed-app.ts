import { withLock } from './harness/database-lock';
import { type CaseContext, type FaultCase, overLimit } from './harness/fault-case';
import { countMismatches } from './harness/invariants';
import { addCustomers, type MintedTransaction, mintMany } from './harness/mint';
import { range } from './harness/range';
import type { ServerProcess } from './harness/server-process';
import { type Stack, startStack, withPort } from './harness/stack';
import { startTcpProxy, type TcpProxy } from './harness/tcp-proxy';
import { verify } from './harness/verify';
import { timeUntil, waitFor } from './harness/wait-for';
import { WebhookSender } from './harness/webhook-sender';

const TIMEOUT_MS = 20_000;
/** A lease of the killed process, and the checks that follow it. */
const RECOVERY_LIMIT_MS = 45_000;
const GET_TRANSACTION = 'GET /widget/transactions/';
const steps = [
  'before the insert',
  'after the insert',
  'after the acknowledgement',
  'during the GET',
  'before the write',
] as const;

type Round = {
  stack: Stack;
  web: ServerProcess;
  kill: () => Promise<void>;
  sender: WebhookSender;
  transactions: MintedTransaction[];
  database: TcpProxy;
  provider: TcpProxy;
};

/** Changes every transaction and sends the webhooks. Resolves when all have completed or failed. */
async function sendChanges({ stack, web, sender, transactions }: Round, action: string) {
  const changes = await Promise.all(
    transactions.map(({ merchantTransactionId: id }) => stack.provider.act(id, action)),
  );
  await Promise.all(changes.map((change) => sender.send(web.url, change)));
}

const countStored = async ({ stack }: Round) =>
  (await stack.query('SELECT 1 FROM webhook_deliveries')).length;

async function countPending({ stack, transactions }: Round): Promise<number> {
  const sql = "SELECT 1 FROM transactions WHERE status = 'pending' AND id = ANY ($1)";
  return (await stack.query(sql, [transactions.map(({ id }) => id)])).length;
}

function waitForHeldGets({ provider }: Round): Promise<number> {
  return waitFor('GETs in progress', TIMEOUT_MS, () => {
    return provider.countHeldResponses(GET_TRANSACTION) > 0;
  });
}

const killAt: Record<(typeof steps)[number], (round: Round) => Promise<void>> = {
  'before the insert': async (round) => {
    const { stack, kill } = round;
    await sendChanges(round, 'pay');
    const before = await countStored(round);
    const lock = { text: 'LOCK TABLE webhook_deliveries IN ACCESS EXCLUSIVE MODE' };
    await withLock(stack, lock, async ({ countWaiting, terminateWaiting }) => {
      const sending = sendChanges(round, 'complete');
      await waitFor('waiting inserts', TIMEOUT_MS, async () => (await countWaiting()) > 0);
      await kill();
      await sending;
      await terminateWaiting();
    });
    if ((await countStored(round)) !== before)
      throw new Error('A webhook was stored although the app was killed before its insert.');
  },
  'after the insert': async (round) => {
    const { kill, database, sender } = round;
    await sendChanges(round, 'pay');
    // Checks in progress would wait for the database too, and block the inserts of webhooks.
    await waitFor('no checks', TIMEOUT_MS, async () => (await countPending(round)) === 0);
    const [stored, acknowledged] = [await countStored(round), sender.acknowledged.length];
    database.holdResponses();
    const sending = sendChanges(round, 'complete');
    await waitFor('stored webhooks', TIMEOUT_MS, async () => {
      return (await countStored(round)) > stored;
    });
    await kill();
    await sending;
    if ((await countStored(round)) - stored <= sender.acknowledged.length - acknowledged)
      throw new Error('Every stored webhook was acknowledged.');
  },
  'after the acknowledgement': async (round) => {
    await sendChanges(round, 'pay');
    await sendChanges(round, 'complete');
    await round.kill();
  },
  'during the GET': async (round) => {
    round.provider.holdResponses();
    await sendChanges(round, 'pay');
    await sendChanges(round, 'complete');
    await waitForHeldGets(round);
    await round.kill();
  },
  'before the write': async (round) => {
    const { stack, kill, provider } = round;
    provider.holdResponses();
    await sendChanges(round, 'pay');
    await sendChanges(round, 'complete');
    await waitForHeldGets(round);
    const lock = { text: 'SELECT 1 FROM transactions WHERE lease_token IS NOT NULL FOR UPDATE' };
    await withLock(stack, lock, async ({ countWaiting }) => {
      provider.release();
      await waitFor('waiting writers', TIMEOUT_MS, async () => (await countWaiting()) > 0);
      await kill();
    });
  },
};

async function run(context: CaseContext) {
  const stack = await startStack(context);
  // Without the socket, only this case's webhooks cause work while a connection is blocked.
  await stack.provider.configure({ webhooks: 'off', socket: 'off', stepSeconds: 3_600 });
  const { hostname, port } = new URL(stack.databaseUrl);
  const database = await startTcpProxy(context.scope, Number(port));
  const provider = await startTcpProxy(context.scope, stack.simulatorPort);
  const throughProxies = {
    DATABASE_URL: withPort(stack.databaseUrl, database.port),
    PROOF_API_URL: `http://${hostname}:${provider.port}`,
  };
  const sender = new WebhookSender(stack);
  const customers = await addCustomers(stack, 4);
  const roundsPerStep = context.short ? 1 : 4;
  const perRound = context.short ? 8 : 36;

  let killedMs = 0;
  for (const step of context.random.shuffle(range(roundsPerStep).flatMap(() => steps))) {
    const web = await stack.web(throughProxies);
    const kill = async () => {
      await web.kill();
      killedMs = performance.now();
    };
    const transactions = await mintMany(customers, perRound);
    await killAt[step]({ stack, web, kill, sender, transactions, database, provider });
    database.release();
    provider.release();
  }
  await stack.web();
  const recoveredMs = await timeUntil(RECOVERY_LIMIT_MS, async () => {
    return (await countMismatches(stack)) === 0;
  });
  // From the last kill, so that it includes the start of the next process.
  const recoveryMs = recoveredMs === Infinity ? Infinity : performance.now() - killedMs;
  const verified = await verify(stack, { sender });
  const expected = context.short ? 60 : 1_000;
  const acknowledged = sender.acknowledged.length;
  return {
    injected: roundsPerStep * steps.length,
    ...verified,
    recoveryMs,
    missed: [
      ...verified.missed,
      ...overLimit('recovery', recoveryMs, RECOVERY_LIMIT_MS),
      ...(acknowledged < expected ? [`${acknowledged} acknowledged, at least ${expected}`] : []),
    ],
    notes: [`${acknowledged} of ${sender.sent} webhooks acknowledged`],
  };
}

export const faultCase: FaultCase = {
  title: 'kill -9 of the app at each of five steps',
  target: '0 acknowledged webhooks lost',
  run,
};
