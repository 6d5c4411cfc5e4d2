import { setTimeout as delay } from 'node:timers/promises';
import { getOrdersNeedingAttention } from '../lib/ops/attention/data';
import { type CallRow, getCallPage } from '../lib/ops/calls/data';
import { type CaseContext, type FaultCase, formatSeconds, overLimit } from './harness/fault-case';
import { addCustomer, type MintedTransaction, mint } from './harness/mint';
import {
  type ProviderProxy,
  type ResponseOverride,
  startProviderProxy,
} from './harness/provider-proxy';
import { type Stack, startStack } from './harness/stack';
import { allShow, openStreams } from './harness/streams';
import { verify } from './harness/verify';
import { timeUntil, waitFor } from './harness/wait-for';

const VIEWED_SECONDS = 5;
/** Enough to tell a backoff (5, 5, 8 s) from a fixed interval. */
const ATTEMPTS = 4;
const LAST_BACKOFF_MS = 2 ** ATTEMPTS * 1_000;
const TIMEOUT_MS = 120_000;
/** Tolerance for the scheduled time of a check. */
const TOLERANCE_MS = 2_000;
/** For the console to catch up, because a check is recorded in several steps. */
const CONSOLE_TIMEOUT_MS = 5_000;
const SILENCE_MS = 30_000;

type Failure = {
  name: string;
  isSilent?: true;
  override: ResponseOverride;
  recorded: { httpStatus: number | null; error: string };
};

const refusal = (httpStatus: number, error: string, code: string): Failure => ({
  name: String(httpStatus),
  override: () => ({ httpStatus, body: JSON.stringify({ error, code, message: 'Not now.' }) }),
  recorded: { httpStatus, error },
});

const failures: Failure[] = [
  refusal(500, 'internal_error', 'db_error'),
  refusal(502, 'upstream_error', 'provider_error'),
  refusal(429, 'rate_limit_exceeded', 'rate_limit_exceeded'),
  {
    name: '30 s of silence',
    isSilent: true,
    override: (response) => delay(SILENCE_MS, response, { ref: false }),
    recorded: { httpStatus: null, error: 'no_response' },
  },
  {
    name: 'bad JSON',
    override: ({ httpStatus, body }) => ({ httpStatus, body: body.slice(0, -1) }),
    recorded: { httpStatus: 200, error: 'invalid_response' },
  },
  {
    name: 'unknown status',
    override: ({ httpStatus, body }) => ({
      httpStatus,
      body: JSON.stringify({ ...JSON.parse(body), status: 'teleported' }),
    }),
    recorded: { httpStatus: 200, error: 'invalid_response' },
  },
];

/** In the operator's console, oldest first. */
async function failedCalls({ merchantTransactionId: id }: MintedTransaction): Promise<CallRow[]> {
  const { rows } = await getCallPage({ show: 'failed', q: id }, {});
  return rows.reverse();
}

/** Consecutive failures in the operator's console; 0 if the transaction needs no attention. */
async function shownFailures({ id }: MintedTransaction): Promise<number> {
  const orders = await getOrdersNeedingAttention();
  return orders.find((order) => order.id === id)?.failedChecks ?? 0;
}

/** Pauses between failed calls that are shorter than the schedule's backoff. */
function shortPauses(calls: CallRow[]): string[] {
  return calls.slice(1).flatMap((call, index) => {
    const previous = calls[index];
    if (!previous) return [];
    const startedMs = Date.parse(call.recordedAt) - call.durationMs;
    const pauseMs = startedMs - Date.parse(previous.recordedAt);
    const scheduledMs = Math.max(VIEWED_SECONDS, 2 ** (index + 1)) * 1_000;
    if (pauseMs > scheduledMs - 500) return [];
    return [`checked again ${formatSeconds(pauseMs)} after failure ${index + 1}`];
  });
}

type Setup = { stack: Stack; proxy: ProviderProxy; webUrl: string };

/** Makes all checks of a new transaction fail until there were enough attempts. */
async function inject({ stack, proxy, webUrl }: Setup, { name, override, recorded }: Failure) {
  const user = await addCustomer(stack);
  const transaction = await mint(user);
  const { id, merchantTransactionId } = transaction;
  const streams = await openStreams(stack, [user], 1, () => webUrl);

  await waitFor('the first fact', TIMEOUT_MS, () => isConfirmed(stack, transaction, 'pending'));
  proxy.override(merchantTransactionId, override);
  await stack.provider.act(merchantTransactionId, 'pay');
  await waitFor(`${name}: failed calls`, TIMEOUT_MS, async () => {
    return (await failedCalls(transaction)).length >= ATTEMPTS;
  });
  const shownMs = await timeUntil(CONSOLE_TIMEOUT_MS, async () => {
    return (await shownFailures(transaction)) >= ATTEMPTS;
  });
  const factKept = await isConfirmed(stack, transaction, 'pending');
  proxy.restore(merchantTransactionId);
  const failed = await failedCalls(transaction);
  const recoveryMs = await timeUntil(TIMEOUT_MS, () => allShow(streams, id, 'completed'));
  const clearedMs = await timeUntil(CONSOLE_TIMEOUT_MS, async () => {
    return (await shownFailures(transaction)) === 0;
  });

  const isAsRecorded = ({ httpStatus, error }: CallRow) =>
    httpStatus === recorded.httpStatus && error === recorded.error;
  const missed = [
    ...shortPauses(failed),
    ...overLimit('recovery', recoveryMs, LAST_BACKOFF_MS + TOLERANCE_MS),
    ...(failed.every(isAsRecorded) ? [] : [`recorded: ${JSON.stringify(failed)}`]),
    ...(factKept ? [] : ['the last fact was not kept']),
    ...(shownMs === Infinity ? ['the console did not list the transaction'] : []),
    ...(clearedMs === Infinity ? ['the console still lists the transaction'] : []),
  ].map((text) => `${name}: ${text}`);
  return { name, failedCalls: failed.length, recoveryMs, missed, streams };
}

async function isConfirmed(
  { query }: Stack,
  { id }: MintedTransaction,
  status: string,
): Promise<boolean> {
  const sql = 'SELECT 1 FROM transactions WHERE id = $1 AND status::text = $2 AND version > 0';
  return (await query(sql, [id, status])).length === 1;
}

async function run(context: CaseContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off' });
  const proxy = await startProviderProxy(context.scope, stack.simulatorPort);
  const { url: webUrl } = await stack.web({ PROOF_API_URL: proxy.url });
  const chosen = context.short ? failures.filter(({ isSilent }) => !isSilent) : failures;
  // Concurrently. There are fewer than the checks that one process runs at a time.
  const outcomes = await Promise.all(
    chosen.map((failure) => inject({ stack, proxy, webUrl }, failure)),
  );
  const verified = await verify(stack, { streams: outcomes.flatMap(({ streams }) => streams) });
  const times = outcomes.map(({ name, recoveryMs }) => `${name} ${formatSeconds(recoveryMs)}`);
  return {
    ...verified,
    injected: outcomes.reduce((sum, outcome) => sum + outcome.failedCalls, 0),
    recoveryMs: Math.max(...outcomes.map(({ recoveryMs }) => recoveryMs)),
    missed: [...verified.missed, ...outcomes.flatMap(({ missed }) => missed)],
    notes: [`recovery after ${ATTEMPTS} failures: ${times.join(', ')}`],
  };
}

export const faultCase: FaultCase = {
  title: 'provider: 5xx, 429, hang, bad JSON, status',
  target: 'backs off, keeps fact, recovers',
  run,
};
