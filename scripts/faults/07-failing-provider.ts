import type { Fault, FaultContext } from './harness/fault';
import { exceeds } from './harness/fault';
import { judge } from './harness/judge';
import { addCustomer, type Minted, mint } from './harness/orders';
import { type Stack, startStack } from './harness/stack';
import { closeStreams, openStreams } from './harness/streams';
import { happens, until } from './harness/until';

const WATCHED_SECONDS = 5;
const TIMEOUT_MS = 10_000;
const PATIENCE_MS = 120_000;
/** Between a check's end and the next, beyond what the schedule says. */
const SLACK_MS = 2_000;

type Mode = {
  name: string;
  hangs?: true;
  /** What the simulator is told to do with every GET. */
  fault: (answer: object) => object;
  /** What the operator must find on record. */
  onRecord: { httpStatus: number | null; error: string };
};

const modes: Mode[] = [
  {
    name: '500',
    fault: () => ({ httpStatus: 500, error: 'internal_error', code: 'db_error' }),
    onRecord: { httpStatus: 500, error: 'internal_error' },
  },
  {
    name: '502',
    fault: () => ({ httpStatus: 502, error: 'upstream_error', code: 'provider_error' }),
    onRecord: { httpStatus: 502, error: 'upstream_error' },
  },
  {
    name: '429',
    fault: () => ({ httpStatus: 429, error: 'rate_limit_exceeded', code: 'rate_limit_exceeded' }),
    onRecord: { httpStatus: 429, error: 'rate_limit_exceeded' },
  },
  {
    name: 'hangs for 30 s',
    hangs: true,
    fault: () => ({ delayMs: 30_000 }),
    onRecord: { httpStatus: null, error: 'no_answer' },
  },
  {
    name: 'bad JSON',
    fault: () => ({ httpStatus: 200, rawBody: '{"merchant_transaction_id":' }),
    onRecord: { httpStatus: 200, error: 'invalid_response' },
  },
  {
    name: 'unknown status',
    fault: (answer) => ({
      httpStatus: 200,
      rawBody: JSON.stringify({ ...answer, status: 'teleported' }),
    }),
    onRecord: { httpStatus: 200, error: 'invalid_response' },
  },
];

type Call = { atMs: number; durationMs: number; httpStatus: number | null; error: string | null };

const callsOf = ({ query }: Stack, { merchantTransactionId }: Minted) =>
  query<Call>(
    `SELECT (extract(epoch FROM recorded_at) * 1000 - duration_ms)::float8 AS "atMs",
       duration_ms AS "durationMs", http_status AS "httpStatus", error
     FROM provider_calls WHERE merchant_transaction_id = $1 ORDER BY recorded_at`,
    [merchantTransactionId],
  );

/** The pause after the n-th failure in a row must be what the schedule says, and not less. */
function tooEager(calls: Call[]): string[] {
  return calls.slice(1).flatMap((call, index) => {
    const before = calls[index];
    const pauseMs = before ? call.atMs - before.atMs - before.durationMs : 0;
    const wantedMs = Math.max(WATCHED_SECONDS, 2 ** (index + 1)) * 1_000;
    if (pauseMs > wantedMs - 500) return [];
    return [`asked again ${(pauseMs / 1_000).toFixed(1)} s after failure ${index + 1}`];
  });
}

/** Lets the provider fail for one transaction until it was asked `attempts` times in vain. */
async function fail(stack: Stack, url: string, mode: Mode, attempts: number) {
  const user = await addCustomer(stack);
  const minted = await mint(user);
  const id = minted.merchantTransactionId;
  const watchers = await openStreams(stack, [user], 1, () => url);
  const failedCalls = async () =>
    (await callsOf(stack, minted)).filter(({ error }) => error !== null);

  await until('the first fact', PATIENCE_MS, () => isConfirmed(stack, minted, 'pending'));
  const answer = { ...(await stack.provider.transaction(id)), partner_user_id: user.id };
  await stack.provider.fail({ endpoint: 'transaction', rate: 1, ...mode.fault(answer) });
  await stack.provider.act(id, 'cancel');
  await until(`${mode.name}: failures`, PATIENCE_MS, async () => {
    return (await failedCalls()).length >= attempts;
  });
  const kept = await isConfirmed(stack, minted, 'pending');
  await stack.provider.heal();
  const failed = await failedCalls();
  const shows = () => watchers[0]?.client.statusOf(minted.id) === 'cancelled';
  const recoveryMs = await happens(PATIENCE_MS, shows);
  await closeStreams(watchers);
  const failures = judgeMode(mode, failed, recoveryMs);
  if (!kept) failures.push('the last fact was not kept');
  return {
    recoveryMs,
    injected: failed.length,
    failures: failures.map((text) => `${mode.name}: ${text}`),
  };
}

async function isConfirmed({ query }: Stack, { id }: Minted, status: string): Promise<boolean> {
  const sql = 'SELECT 1 FROM transactions WHERE id = $1 AND status::text = $2 AND version > 0';
  return (await query(sql, [id, status])).length === 1;
}

/** A request that hangs when the provider recovers has its timeout still before it. */
function judgeMode({ onRecord, hangs }: Mode, failed: Call[], recoveryMs: number): string[] {
  const backoffMs = Math.max(WATCHED_SECONDS, 2 ** failed.length) * 1_000;
  const limitMs = backoffMs + SLACK_MS + (hangs ? TIMEOUT_MS : 0);
  const isOnRecord = ({ httpStatus, error }: Call) =>
    httpStatus === onRecord.httpStatus && error === onRecord.error;
  return [
    ...tooEager(failed),
    ...exceeds('recovery', recoveryMs, limitMs),
    ...(failed.every(isOnRecord) ? [] : [`on record is ${JSON.stringify(failed)}`]),
  ];
}

async function run(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off' });
  const web = await stack.web();
  const chosen = context.short ? [context.random.pick(modes.filter(({ hangs }) => !hangs))] : modes;
  const attempts = context.short ? 2 : 4;
  const outcomes = [];
  for (const mode of chosen) outcomes.push(await fail(stack, web.url, mode, attempts));
  const judged = await judge(stack);
  return {
    injected: outcomes.reduce((sum, { injected }) => sum + injected, 0),
    ...judged,
    recoveryMs: Math.max(...outcomes.map(({ recoveryMs }) => recoveryMs)),
    failures: [...judged.failures, ...outcomes.flatMap(({ failures }) => failures)],
    notes: [
      `by mode: ${outcomes.map(({ recoveryMs }, index) => `${chosen[index]?.name} ${(recoveryMs / 1_000).toFixed(1)} s`).join(', ')} after ${attempts} failures`,
    ],
  };
}

export const fault: Fault = {
  title: 'provider: 5xx, 429, hang, bad JSON, status',
  figure: 'backs off, keeps fact, recovers',
  run,
};
