import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { resumeSession } from '../lib/widget-sessions/mint';
import { type CaseContext, type FaultCase, formatSeconds, overLimit } from './harness/fault-case';
import { addCustomer, type MintedTransaction, mint } from './harness/mint';
import { shiftClock } from './harness/shift-clock.mjs';
import { type Stack, startStack } from './harness/stack';
import { allShow, type OpenStream, openStreams } from './harness/streams';
import { verify } from './harness/verify';
import { timeUntil, waitFor } from './harness/wait-for';
import { WebhookSender } from './harness/webhook-sender';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PRELOAD = pathToFileURL(path.join(import.meta.dirname, 'harness/shift-clock.mjs')).href;
const BY_WEBHOOK_LIMIT_MS = 3_000;
const BY_POLLING_LIMIT_MS = 6_000;
/** A viewed transaction is polled every 5 s. The rest is for a busy machine. */
const POLLING_GAP_MS = { min: 4_500, max: 6_500 };
const TIMEOUT_MS = 30_000;

type Setup = {
  stack: Stack;
  sender: WebhookSender;
  /** Polls to wait for under each clock. */
  polls: number;
  /** The running app. Streams follow it from one clock to the next. Empty in between. */
  url: string;
};

type ClockResult = {
  offsetMs: number;
  streams: OpenStream[];
  webhookMs: number;
  pollingMs: number;
  gapsMs: number[];
  missed: string[];
};

/** Mints three sessions with this process's clock shifted too, and resumes the last. */
async function mintWithClock(stack: Stack, offsetMs: number) {
  const user = await addCustomer(stack);
  const restoreClock = shiftClock(offsetMs);
  try {
    const minted = [await mint(user), await mint(user), await mint(user)] as const;
    const resumed = await resumeSession(user.id, minted[2].id).then(
      () => true,
      () => false,
    );
    return { user, minted, resumed };
  } finally {
    restoreClock();
  }
}

/** Runs the app with its clock off by `offsetMs`, and measures with correct clocks. */
async function runWithClock(setup: Setup, offsetMs: number): Promise<ClockResult> {
  const { stack, sender, polls } = setup;
  const web = await stack.web({
    NODE_OPTIONS: `--import=${PRELOAD}`,
    FAULTS_CLOCK_OFFSET_MS: String(offsetMs),
    LOG_LEVEL: 'info',
  });
  setup.url = web.url;
  const { user, minted, resumed } = await mintWithClock(stack, offsetMs);
  const [pushed, polled, open] = minted;
  const streams = await openStreams(stack, [user], 1, () => setup.url);
  const timeUntilShown = ({ id }: MintedTransaction, status: string) =>
    timeUntil(TIMEOUT_MS, () => allShow(streams, id, status));

  await sender.send(web.url, await stack.provider.act(pushed.merchantTransactionId, 'cancel'));
  const webhookMs = await timeUntilShown(pushed, 'cancelled');
  const waitForPolls = (count: number) =>
    waitFor('polls', count * TIMEOUT_MS, async () => {
      return (await pollTimes(stack, open)).length >= count;
    });
  // By then, the check caused by opening a page has ended.
  await waitForPolls(1);
  await stack.provider.act(polled.merchantTransactionId, 'pay');
  const pollingMs = await timeUntilShown(polled, 'completed');
  await waitForPolls(polls);
  const gapsMs = await gapsBetweenPolls(stack, open);
  await waitFor('the side effect', TIMEOUT_MS, () => isSideEffectDone(stack, polled));
  setup.url = '';
  await web.terminate();
  await stack.provider.act(open.merchantTransactionId, 'cancel');
  const missed = [
    ...(resumed ? [] : ['the session could not be resumed']),
    ...verifyOffset(web.tail(), offsetMs),
  ];
  return { offsetMs, streams, webhookMs, pollingMs, gapsMs, missed };
}

/** Checks in the app's last log line that its clock was wrong. */
function verifyOffset(log: string, offsetMs: number): string[] {
  const line = log.split('\n').find((text) => text.includes('"msg":"shutting down"'));
  if (!line) return ['it did not log its shutdown'];
  const { time } = z.object({ time: z.string() }).parse(JSON.parse(line));
  const actualMs = Date.parse(time) - Date.now();
  if (Math.abs(actualMs - offsetMs) < MINUTE_MS) return [];
  return [`its clock was off by ${Math.round(actualMs / MINUTE_MS)} minutes`];
}

async function isSideEffectDone({ query }: Stack, { id }: MintedTransaction): Promise<boolean> {
  const sql = 'SELECT 1 FROM side_effects WHERE transaction_id = $1 AND done_at IS NOT NULL';
  return (await query(sql, [id])).length > 0;
}

/** By the provider's clock, without the first, which was caused by opening a page. */
async function pollTimes({ provider }: Stack, { merchantTransactionId }: MintedTransaction) {
  return (await provider.calls())
    .filter(({ path: called }) => called.includes(merchantTransactionId))
    .map(({ atMs }) => atMs)
    .sort((a, b) => a - b)
    .slice(1);
}

async function gapsBetweenPolls(stack: Stack, open: MintedTransaction): Promise<number[]> {
  const times = await pollTimes(stack, open);
  return times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
}

async function run(context: CaseContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off' });
  const sender = new WebhookSender(stack);
  const setup = { stack, sender, polls: context.short ? 4 : 8, url: '' };
  // The correct clock is the baseline.
  const offsetsMs = context.short ? [-HOUR_MS, HOUR_MS] : [0, -HOUR_MS, HOUR_MS];
  const results: ClockResult[] = [];
  for (const offsetMs of offsetsMs) results.push(await runWithClock(setup, offsetMs));
  setup.url = (await stack.web()).url;
  const streams = results.flatMap((result) => result.streams);
  const verified = await verify(stack, { sender, streams });
  return {
    ...verified,
    injected: results.filter(({ offsetMs }) => offsetMs !== 0).length,
    recoveryMs: Math.max(...results.map(({ pollingMs }) => pollingMs)),
    missed: [
      ...verified.missed,
      ...results.flatMap((result) =>
        verifyResult(result).map((text) => `${describeClock(result.offsetMs)}: ${text}`),
      ),
    ],
    notes: results.map(
      ({ offsetMs, webhookMs, pollingMs, gapsMs }) =>
        `${describeClock(offsetMs)}: by webhook ${formatSeconds(webhookMs)}, by polling ${formatSeconds(pollingMs)}, polls ${gapsMs.map(formatSeconds).join(', ')} apart`,
    ),
  };
}

function verifyResult({ webhookMs, pollingMs, gapsMs, missed }: ClockResult): string[] {
  const { min, max } = POLLING_GAP_MS;
  return [
    ...missed,
    ...overLimit('a status by webhook', webhookMs, BY_WEBHOOK_LIMIT_MS),
    ...overLimit('a status by polling', pollingMs, BY_POLLING_LIMIT_MS),
    ...gapsMs
      .filter((gapMs) => gapMs < min || gapMs > max)
      .map((gapMs) => `polls were ${formatSeconds(gapMs)} apart`),
  ];
}

function describeClock(offsetMs: number): string {
  if (offsetMs === 0) return 'the correct clock';
  return offsetMs < 0 ? 'an hour behind' : 'an hour ahead';
}

export const faultCase: FaultCase = {
  title: "the app's clock an hour off, both ways",
  target: 'no change in behaviour',
  run,
};
