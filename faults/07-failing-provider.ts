import { setTimeout as delay } from 'node:timers/promises';
import { getLatestProviderCalls, getTransactionsNeedingAttention } from '../lib/ops/data';
import { each } from './harness/each';
import {
  type FailingProvider,
  startFailingProvider,
  type WrongAnswer,
} from './harness/failing-provider';
import type { Fault, FaultContext } from './harness/fault';
import { exceeds, inSeconds } from './harness/fault';
import { judge } from './harness/judge';
import { addCustomer, type Minted, mint } from './harness/orders';
import { type Stack, startStack } from './harness/stack';
import { openStreams, type Watcher } from './harness/streams';
import { happens, until } from './harness/until';

const WATCHED_SECONDS = 5;
/** Enough for the pauses of a backoff (5, 5, 8 s) to be told from those of a plain poll. */
const ATTEMPTS = 4;
const BACKOFF_AFTER_ALL_MS = 2 ** ATTEMPTS * 1_000;
const PATIENCE_MS = 120_000;
/** Between a check's end and the next, beyond what the schedule says. */
const SLACK_MS = 2_000;
/** A check is noted in several steps, one after the other. */
const NOTING_MS = 5_000;
const HANG_MS = 30_000;

type Mode = {
  name: string;
  hangs?: true;
  wrong: WrongAnswer;
  /** What the operator must find on record. */
  onRecord: { httpStatus: number | null; error: string };
};

const refusal = (httpStatus: number, error: string, code: string): Mode => ({
  name: String(httpStatus),
  wrong: () => ({ httpStatus, body: JSON.stringify({ error, code, message: 'Not now.' }) }),
  onRecord: { httpStatus, error },
});

const modes: Mode[] = [
  refusal(500, 'internal_error', 'db_error'),
  refusal(502, 'upstream_error', 'provider_error'),
  refusal(429, 'rate_limit_exceeded', 'rate_limit_exceeded'),
  {
    name: 'hangs for 30 s',
    hangs: true,
    wrong: (truth) => delay(HANG_MS, truth, { ref: false }),
    onRecord: { httpStatus: null, error: 'no_answer' },
  },
  {
    name: 'bad JSON',
    wrong: ({ httpStatus, body }) => ({ httpStatus, body: body.slice(0, -1) }),
    onRecord: { httpStatus: 200, error: 'invalid_response' },
  },
  {
    name: 'unknown status',
    wrong: ({ httpStatus, body }) => ({
      httpStatus,
      body: JSON.stringify({ ...JSON.parse(body), status: 'teleported' }),
    }),
    onRecord: { httpStatus: 200, error: 'invalid_response' },
  },
];

type Call = Awaited<ReturnType<typeof getLatestProviderCalls>>[number];

/** As the operator's console lists them, the oldest first. */
async function failedCalls({ merchantTransactionId: id }: Minted): Promise<Call[]> {
  const calls = await getLatestProviderCalls({ failedOnly: true });
  return calls.filter((call) => call.merchantTransactionId === id).reverse();
}

/** How often in a row it failed, as the operator's console says; 0 when it is not in trouble. */
async function shownFailures({ id }: Minted): Promise<number> {
  const troubled = await getTransactionsNeedingAttention();
  return troubled.find((transaction) => transaction.id === id)?.failedChecks ?? 0;
}

/** The pause after the n-th failure in a row must be what the schedule says, and not less. */
function tooEager(calls: Call[]): string[] {
  return calls.slice(1).flatMap((call, index) => {
    const before = calls[index];
    if (!before) return [];
    const beganMs = Date.parse(call.recordedAt) - call.durationMs;
    const pauseMs = beganMs - Date.parse(before.recordedAt);
    const wantedMs = Math.max(WATCHED_SECONDS, 2 ** (index + 1)) * 1_000;
    if (pauseMs > wantedMs - 500) return [];
    return [`asked again ${inSeconds(pauseMs)} after failure ${index + 1}`];
  });
}

type Scene = { stack: Stack; failing: FailingProvider; webUrl: string };
type Outcome = { name: string; failed: number; recoveryMs: number; failures: string[] };

/** Lets the provider fail for one transaction until it was asked often enough in vain. */
async function fail({ stack, failing, webUrl }: Scene, mode: Mode) {
  const user = await addCustomer(stack);
  const minted = await mint(user);
  const id = minted.merchantTransactionId;
  const watchers = await openStreams(stack, [user], 1, () => webUrl);

  await until('the first fact', PATIENCE_MS, () => isConfirmed(stack, minted, 'pending'));
  failing.fail(id, mode.wrong);
  await stack.provider.act(id, 'pay');
  await until(`${mode.name}: failures`, PATIENCE_MS, async () => {
    return (await failedCalls(minted)).length >= ATTEMPTS;
  });
  const told = await happens(NOTING_MS, async () => (await shownFailures(minted)) >= ATTEMPTS);
  const kept = await isConfirmed(stack, minted, 'pending');
  failing.heal(id);
  const failed = await failedCalls(minted);
  const recoveryMs = await happens(PATIENCE_MS, () => shows(watchers, minted, 'completed'));
  const over = await happens(NOTING_MS, async () => (await shownFailures(minted)) === 0);

  const isOnRecord = ({ httpStatus, error }: Call) =>
    httpStatus === mode.onRecord.httpStatus && error === mode.onRecord.error;
  const failures = [
    ...tooEager(failed),
    ...exceeds('recovery', recoveryMs, BACKOFF_AFTER_ALL_MS + SLACK_MS),
    ...(failed.every(isOnRecord) ? [] : [`on record is ${JSON.stringify(failed)}`]),
    ...(kept ? [] : ['the last fact was not kept']),
    ...(told === Infinity ? ['the operator does not see that it is in trouble'] : []),
    ...(over === Infinity ? ['the operator does not see that it is well again'] : []),
  ];
  const { name } = mode;
  const outcome: Outcome = { name, failed: failed.length, recoveryMs, failures };
  return { outcome, watchers };
}

function shows(watchers: Watcher[], { id }: Minted, status: string): boolean {
  return watchers.every(({ client }) => client.statusOf(id) === status);
}

async function isConfirmed({ query }: Stack, { id }: Minted, status: string): Promise<boolean> {
  const sql = 'SELECT 1 FROM transactions WHERE id = $1 AND status::text = $2 AND version > 0';
  return (await query(sql, [id, status])).length === 1;
}

async function run(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off' });
  const failing = await startFailingProvider(context.scope, stack.simulatorPort);
  const { url: webUrl } = await stack.web({ PROOF_API_URL: failing.url });
  // All at the same time: the app checks more transactions at once than there are ways to fail.
  const chosen = context.short ? modes.filter(({ hangs }) => !hangs) : modes;
  const played = await each(chosen, chosen.length, (mode) =>
    fail({ stack, failing, webUrl }, mode),
  );
  const outcomes = played.map(({ outcome }) => outcome);
  const judged = await judge(stack, { watchers: played.flatMap(({ watchers }) => watchers) });
  const times = outcomes.map(({ name, recoveryMs }) => `${name} ${inSeconds(recoveryMs)}`);
  return {
    ...judged,
    injected: outcomes.reduce((sum, { failed }) => sum + failed, 0),
    recoveryMs: Math.max(...outcomes.map(({ recoveryMs }) => recoveryMs)),
    failures: [
      ...judged.failures,
      ...outcomes.flatMap(({ name, failures }) => failures.map((text) => `${name}: ${text}`)),
    ],
    notes: [`by mode: ${times.join(', ')} after ${ATTEMPTS} failures`],
  };
}

export const fault: Fault = {
  title: 'provider: 5xx, 429, hang, bad JSON, status',
  figure: 'backs off, keeps fact, recovers',
  run,
};
