import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { resumeSession } from '../lib/widget-sessions/mint';
import type { Fault, FaultContext } from './harness/fault';
import { exceeds, inSeconds } from './harness/fault';
import { judge } from './harness/judge';
import { addCustomer, type Minted, mint } from './harness/orders';
import { shiftClock } from './harness/shift-clock.mjs';
import { type Stack, startStack } from './harness/stack';
import { openStreams, type Watcher } from './harness/streams';
import { happens, until } from './harness/until';
import { WebhookSender } from './harness/webhooks';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PRELOAD = pathToFileURL(path.join(import.meta.dirname, 'harness/shift-clock.mjs')).href;
const BY_WEBHOOK_LIMIT_MS = 3_000;
const BY_POLL_LIMIT_MS = 6_000;
/** Polls of a page that is open are 5 s apart; late by what the machine is busy with. */
const PACE_LIMITS_MS = [4_500, 6_500] as const;
const PATIENCE_MS = 30_000;

interface Scene {
  stack: Stack;
  sender: WebhookSender;
  /** How many are waited for. */
  polls: number;
  /** Where the app lives; open pages follow it from one life to the next. Empty in between. */
  url: string;
}

interface Life {
  offsetMs: number;
  watchers: Watcher[];
  webhookMs: number;
  pollMs: number;
  gapsMs: number[];
  failures: string[];
}

/** Orders three times with this process's clock as wrong as the app's, and takes one of them up. */
async function mintByWrongClock(stack: Stack, offsetMs: number) {
  const user = await addCustomer(stack);
  const restore = shiftClock(offsetMs);
  try {
    const minted = [await mint(user), await mint(user), await mint(user)] as const;
    const [, , open] = minted;
    const resumed = await resumeSession(user.id, open.id).then(
      () => true,
      () => false,
    );
    return { user, minted, resumed };
  } finally {
    restore();
  }
}

/** One life of the app with its clock off by `offsetMs`, measured by clocks that are right. */
async function live(scene: Scene, offsetMs: number): Promise<Life> {
  const { stack, sender, polls } = scene;
  const web = await stack.web({
    NODE_OPTIONS: `--import=${PRELOAD}`,
    FAULTS_CLOCK_OFFSET_MS: String(offsetMs),
    LOG_LEVEL: 'info',
  });
  scene.url = web.url;
  const { user, minted, resumed } = await mintByWrongClock(stack, offsetMs);
  const [pushed, polled, open] = minted;
  const watchers = await openStreams(stack, [user], 1, () => scene.url);
  const shows = ({ id }: Minted, status: string) =>
    happens(PATIENCE_MS, () => watchers.every(({ client }) => client.statusOf(id) === status));

  await sender.send(web.url, await stack.provider.act(pushed.merchantTransactionId, 'cancel'));
  const webhookMs = await shows(pushed, 'cancelled');
  const untilPolled = (count: number) =>
    until('polls', count * PATIENCE_MS, async () => {
      return (await pollTimes(stack, open)).length >= count;
    });
  // The check that follows the opening of the page is over by then.
  await untilPolled(1);
  await stack.provider.act(polled.merchantTransactionId, 'pay');
  const pollMs = await shows(polled, 'completed');
  await untilPolled(polls);
  const gapsMs = await gapsBetweenPolls(stack, open);
  await until('the side effect', PATIENCE_MS, () => isEffectDone(stack, polled));
  scene.url = '';
  await web.terminate();
  await stack.provider.act(open.merchantTransactionId, 'cancel');
  const failures = [
    ...(resumed ? [] : ['the session could not be resumed']),
    ...judgeClock(web.tail(), offsetMs),
  ];
  return { offsetMs, watchers, webhookMs, pollMs, gapsMs, failures };
}

/** That the clock was wrong at all: by the time of its last words. */
function judgeClock(log: string, offsetMs: number): string[] {
  const line = log.split('\n').find((text) => text.includes('"msg":"shutting down"'));
  if (!line) return ['it did not say when it was shut down'];
  const { time } = z.object({ time: z.string() }).parse(JSON.parse(line));
  const actualMs = Date.parse(time) - Date.now();
  if (Math.abs(actualMs - offsetMs) < MINUTE_MS) return [];
  return [`its clock was off by ${Math.round(actualMs / MINUTE_MS)} minutes`];
}

async function isEffectDone({ query }: Stack, { id }: Minted): Promise<boolean> {
  const sql = 'SELECT 1 FROM side_effects WHERE transaction_id = $1 AND done_at IS NOT NULL';
  return (await query(sql, [id])).length > 0;
}

/** As the provider saw them, from the second on: the first follows the opening of the page. */
async function pollTimes({ provider }: Stack, { merchantTransactionId }: Minted) {
  return (await provider.calls())
    .filter(({ path: called }) => called.includes(merchantTransactionId))
    .map(({ atMs }) => atMs)
    .sort((a, b) => a - b)
    .slice(1);
}

async function gapsBetweenPolls(stack: Stack, open: Minted): Promise<number[]> {
  const times = await pollTimes(stack, open);
  return times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
}

async function run(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off' });
  const sender = new WebhookSender(stack);
  const scene = { stack, sender, polls: context.short ? 4 : 8, url: '' };
  // The right clock is the baseline.
  const offsetsMs = context.short ? [-HOUR_MS, HOUR_MS] : [0, -HOUR_MS, HOUR_MS];
  const lives: Life[] = [];
  for (const offsetMs of offsetsMs) lives.push(await live(scene, offsetMs));
  scene.url = (await stack.web()).url;
  const watchers = lives.flatMap((life) => life.watchers);
  const judged = await judge(stack, { sender, watchers });
  return {
    ...judged,
    injected: lives.filter(({ offsetMs }) => offsetMs !== 0).length,
    recoveryMs: Math.max(...lives.map(({ pollMs }) => pollMs)),
    failures: [
      ...judged.failures,
      ...lives.flatMap((life) =>
        judgeLife(life).map((text) => `${nameOf(life.offsetMs)}: ${text}`),
      ),
    ],
    notes: lives.map(
      ({ offsetMs, webhookMs, pollMs, gapsMs }) =>
        `${nameOf(offsetMs)}: by webhook ${inSeconds(webhookMs)}, by polling ${inSeconds(pollMs)}, polls ${gapsMs.map(inSeconds).join(', ')} apart`,
    ),
  };
}

function judgeLife({ webhookMs, pollMs, gapsMs, failures }: Life): string[] {
  const [shortestMs, longestMs] = PACE_LIMITS_MS;
  return [
    ...failures,
    ...exceeds('a status by webhook', webhookMs, BY_WEBHOOK_LIMIT_MS),
    ...exceeds('a status by polling', pollMs, BY_POLL_LIMIT_MS),
    ...gapsMs
      .filter((gapMs) => gapMs < shortestMs || gapMs > longestMs)
      .map((gapMs) => `polls were ${inSeconds(gapMs)} apart`),
  ];
}

function nameOf(offsetMs: number): string {
  if (offsetMs === 0) return 'the right clock';
  return offsetMs < 0 ? 'an hour behind' : 'an hour ahead';
}

export const fault: Fault = {
  title: "the app's clock an hour off, both ways",
  figure: 'no change in behaviour',
  run,
};
