import { range } from './harness/each';
import type { Fault, FaultContext } from './harness/fault';
import { exceeds } from './harness/fault';
import { countMismatches } from './harness/invariants';
import { judge } from './harness/judge';
import { holdingLock } from './harness/lock-holder';
import { addCustomers, type Minted, mintMany } from './harness/orders';
import type { ServerProcess } from './harness/server-process';
import { type Stack, startStack, throughPort } from './harness/stack';
import { startTcpProxy, type TcpProxy } from './harness/tcp-proxy';
import { happens, until } from './harness/until';
import { WebhookSender } from './harness/webhooks';

const PATIENCE_MS = 20_000;
/** A lease of the killed process, and what is due behind it. */
const RECOVERY_LIMIT_MS = 45_000;
/** How the request for a transaction begins. */
const GET = 'GET /widget/transactions/';
const steps = [
  'before the insert',
  'after the insert',
  'after the acknowledgement',
  'in the middle of the GET',
  'before the write',
] as const;

interface Round {
  stack: Stack;
  web: ServerProcess;
  /** Kills the app's process and keeps the time. */
  kill: () => Promise<void>;
  sender: WebhookSender;
  minted: Minted[];
  database: TcpProxy;
  provider: TcpProxy;
}

/** Sends everybody's next change; resolves once each is answered or the app is gone. */
async function announce({ stack, web, sender, minted }: Round, action: string): Promise<void> {
  const changes = await Promise.all(
    minted.map(({ merchantTransactionId: id }) => stack.provider.act(id, action)),
  );
  await Promise.all(changes.map((change) => sender.send(web.url, change)));
}

const countStored = async ({ stack }: Round) =>
  (await stack.query('SELECT 1 FROM webhook_deliveries')).length;

async function countPending({ stack, minted }: Round): Promise<number> {
  const sql = "SELECT 1 FROM transactions WHERE status = 'pending' AND id = ANY ($1)";
  return (await stack.query(sql, [minted.map(({ id }) => id)])).length;
}

function untilGetsWait({ provider }: Round): Promise<number> {
  return until('GETs wait', PATIENCE_MS, () => provider.heldAnswersTo(GET) > 0);
}

const killAt: Record<(typeof steps)[number], (round: Round) => Promise<void>> = {
  'before the insert': async (round) => {
    const { stack, kill } = round;
    await announce(round, 'pay');
    const before = await countStored(round);
    const lock = { text: 'LOCK TABLE webhook_deliveries IN ACCESS EXCLUSIVE MODE' };
    await holdingLock(stack, lock, async ({ waiting, endWaiting }) => {
      const answers = announce(round, 'complete');
      await until('inserts wait', PATIENCE_MS, async () => (await waiting()) > 0);
      await kill();
      await answers;
      await endWaiting();
    });
    if ((await countStored(round)) !== before)
      throw new Error('A webhook was stored that was to be lost before.');
  },
  'after the insert': async (round) => {
    const { kill, database, sender } = round;
    await announce(round, 'pay');
    // Connections that are under way at that moment would be held up before the insert.
    await until('quiet', PATIENCE_MS, async () => (await countPending(round)) === 0);
    const [stored, acknowledged] = [await countStored(round), sender.acknowledged.length];
    database.holdAnswers();
    const answers = announce(round, 'complete');
    await until('webhooks are stored', PATIENCE_MS, async () => {
      return (await countStored(round)) > stored;
    });
    await kill();
    await answers;
    if ((await countStored(round)) - stored <= sender.acknowledged.length - acknowledged)
      throw new Error('No webhook was stored and not acknowledged.');
  },
  'after the acknowledgement': async (round) => {
    await announce(round, 'pay');
    await announce(round, 'complete');
    await round.kill();
  },
  'in the middle of the GET': async (round) => {
    round.provider.holdAnswers();
    await announce(round, 'pay');
    await announce(round, 'complete');
    await untilGetsWait(round);
    await round.kill();
  },
  'before the write': async (round) => {
    const { stack, kill, provider } = round;
    provider.holdAnswers();
    await announce(round, 'pay');
    await announce(round, 'complete');
    await untilGetsWait(round);
    const lock = { text: 'SELECT 1 FROM transactions WHERE lease_token IS NOT NULL FOR UPDATE' };
    await holdingLock(stack, lock, async ({ waiting }) => {
      provider.release();
      await until('writers wait', PATIENCE_MS, async () => (await waiting()) > 0);
      await kill();
    });
  },
};

async function run(context: FaultContext) {
  const stack = await startStack(context);
  // Without the socket, what is under way when a connection is held up is what this file sent.
  await stack.provider.configure({ webhooks: 'off', socket: 'off', stepSeconds: 3_600 });
  const { hostname, port } = new URL(stack.databaseUrl);
  const database = await startTcpProxy(context.scope, Number(port));
  const provider = await startTcpProxy(context.scope, stack.simulatorPort);
  const throughProxies = {
    DATABASE_URL: throughPort(stack.databaseUrl, database.port),
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
    const minted = await mintMany(customers, perRound);
    await killAt[step]({ stack, web, kill, sender, minted, database, provider });
    database.release();
    provider.release();
  }
  await stack.web();
  const settledMs = await happens(RECOVERY_LIMIT_MS, async () => {
    return (await countMismatches(stack)) === 0;
  });
  // From the last kill on, so that the start of the process that takes over is part of it.
  const recoveryMs = settledMs === Infinity ? Infinity : performance.now() - killedMs;
  const judged = await judge(stack, { sender });
  const wanted = context.short ? 60 : 1_000;
  const acknowledged = sender.acknowledged.length;
  return {
    injected: roundsPerStep * steps.length,
    ...judged,
    recoveryMs,
    failures: [
      ...judged.failures,
      ...exceeds('recovery', recoveryMs, RECOVERY_LIMIT_MS),
      ...(acknowledged < wanted ? [`only ${acknowledged} acknowledged of ${wanted} wanted`] : []),
    ],
    notes: [`${acknowledged} of ${sender.sent} webhooks acknowledged over the kills`],
  };
}

export const fault: Fault = {
  title: 'kill -9 of the app at each of five steps',
  figure: '0 acknowledged lost',
  run,
};
