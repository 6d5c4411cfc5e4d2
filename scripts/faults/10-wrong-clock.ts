import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { resumeSession } from '../../lib/widget-sessions/mint';
import type { Fault, FaultContext } from './harness/fault';
import { exceeds } from './harness/fault';
import { judge } from './harness/judge';
import { addCustomer, type Minted, mint } from './harness/orders';
import { shiftClock } from './harness/shift-clock.mjs';
import { type Stack, startStack } from './harness/stack';
import { closeStreams, judgeStreams, openStreams } from './harness/streams';
import { happens } from './harness/until';
import { WebhookSender } from './harness/webhooks';

const HOUR_MS = 3_600_000;
const PRELOAD = pathToFileURL(path.join(import.meta.dirname, 'harness/shift-clock.mjs')).href;
const BY_WEBHOOK_LIMIT_MS = 3_000;
const BY_POLL_LIMIT_MS = 6_000;
/** Polls of a page that is open are 5 s apart; late by what the machine is busy with. */
const PACE_LIMITS_MS = [4_500, 6_500] as const;
const PATIENCE_MS = 30_000;

interface Measured {
  webhookMs: number;
  pollMs: number;
  gapsMs: number[];
  failures: string[];
  lost: number;
  duplicated: number;
}

/** One life of the app with its clock off by `offsetMs`, measured by clocks that are right. */
async function live(stack: Stack, offsetMs: number, watchMs: number): Promise<Measured> {
  const web = await stack.web({
    NODE_OPTIONS: `--import=${PRELOAD}`,
    FAULTS_CLOCK_OFFSET_MS: String(offsetMs),
  });
  const user = await addCustomer(stack);
  const restore = shiftClock(offsetMs);
  const minted = [await mint(user), await mint(user), await mint(user)] as const;
  const [pushed, polled, open] = minted;
  const resumed = await resumeSession(user.id, open.id).then(
    () => true,
    () => false,
  );
  restore();
  const watchers = await openStreams(stack, [user], 1, () => web.url);
  const shows = ({ id }: Minted, status: string) =>
    happens(PATIENCE_MS, () => watchers[0]?.client.statusOf(id) === status);

  const sender = new WebhookSender(stack);
  await sender.send(web.url, await stack.provider.act(pushed.merchantTransactionId, 'cancel'));
  const webhookMs = await shows(pushed, 'cancelled');
  await delay(watchMs);
  await stack.provider.act(polled.merchantTransactionId, 'cancel');
  const pollMs = await shows(polled, 'cancelled');
  const gapsMs = await gapsBetweenPolls(stack, open);
  const { missing, repeated } = await judgeStreams(stack, watchers);
  await closeStreams(watchers);
  await web.terminate();
  await stack.provider.act(open.merchantTransactionId, 'cancel');
  return {
    webhookMs,
    pollMs,
    gapsMs,
    failures: resumed ? [] : ['the session could not be resumed'],
    lost: missing + (await sender.countLost()),
    duplicated: repeated,
  };
}

/** As the provider saw them, from the second on: the first follows the opening of the page. */
async function gapsBetweenPolls({ provider }: Stack, { merchantTransactionId }: Minted) {
  const times = (await provider.calls())
    .filter(({ path: called }) => called.includes(merchantTransactionId))
    .map(({ atMs }) => atMs)
    .sort((a, b) => a - b)
    .slice(1);
  return times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
}

async function run(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off' });
  const offsetsMs = [-HOUR_MS, HOUR_MS];
  const measured: Measured[] = [];
  for (const offsetMs of offsetsMs)
    measured.push(await live(stack, offsetMs, context.short ? 7_000 : 40_000));
  await stack.web();
  const judged = await judge(stack);
  const [shortestMs, longestMs] = PACE_LIMITS_MS;
  return {
    injected: offsetsMs.length,
    ...judged,
    lost: measured.reduce((sum, { lost }) => sum + lost, judged.lost),
    duplicated: measured.reduce((sum, { duplicated }) => sum + duplicated, judged.duplicated),
    recoveryMs: Math.max(...measured.map(({ pollMs }) => pollMs)),
    failures: [
      ...judged.failures,
      ...measured.flatMap(({ webhookMs, pollMs, gapsMs, failures }) => [
        ...failures,
        ...exceeds('a status by webhook', webhookMs, BY_WEBHOOK_LIMIT_MS),
        ...exceeds('a status by polling', pollMs, BY_POLL_LIMIT_MS),
        ...(gapsMs.length === 0 ? ['there were no polls'] : []),
        ...gapsMs
          .filter((gapMs) => gapMs < shortestMs || gapMs > longestMs)
          .map((gapMs) => `polls were ${(gapMs / 1_000).toFixed(1)} s apart`),
      ]),
    ],
    notes: measured.map(
      ({ webhookMs, pollMs, gapsMs }, index) =>
        `${index === 0 ? 'an hour behind' : 'an hour ahead'}: by webhook ${(webhookMs / 1_000).toFixed(1)} s, by polling ${(pollMs / 1_000).toFixed(1)} s, polls ${gapsMs.map((gapMs) => (gapMs / 1_000).toFixed(1)).join(', ')} s apart`,
    ),
  };
}

export const fault: Fault = {
  title: "the app's clock an hour off, both ways",
  figure: 'no change in behaviour',
  run,
};
