import type { FaultResult } from './fault';
import { brokenInvariants, countMismatches, countTwofoldHints } from './invariants';
import { countSideEffects } from './side-effect-log';
import type { Stack } from './stack';
import { judgeStreams, type Watcher } from './streams';
import { happens } from './until';
import type { WebhookSender } from './webhooks';

/** Longer than a lease, and than the schedule of anything that a fault leaves open. */
const SETTLING_MS = 60_000;

export type Judged = Pick<FaultResult, 'lost' | 'mismatched' | 'duplicated' | 'failures'>;

/** What else there is to judge by: the webhooks that were sent, and the pages that are open. */
export type Evidence = { sender?: WebhookSender; watchers?: Watcher[] };

/**
 * The same judgement for every fault. Waits until all is as the provider says and every side effect
 * is done, for which some process has to be at work, and then counts what is not as it should be.
 */
export async function judge(
  stack: Stack,
  { sender, watchers = [] }: Evidence = {},
): Promise<Judged> {
  await happens(SETTLING_MS, () => isSettled(stack));
  const { missing, repeated } = await judgeStreams(stack, watchers);
  const effects = await countSideEffects(stack);
  const forgotten = (await sender?.countLost()) ?? 0;
  return {
    lost: forgotten + missing + effects.missing,
    mismatched: await countMismatches(stack),
    duplicated: repeated + effects.repeated + (await countTwofoldHints(stack)),
    failures: [
      ...(await brokenInvariants(stack)),
      ...stack.processes.flatMap((one) => one.endedByItself() ?? []),
    ],
  };
}

async function isSettled(stack: Stack): Promise<boolean> {
  const undone = await stack.query('SELECT 1 FROM side_effects WHERE done_at IS NULL LIMIT 1');
  return undone.length === 0 && (await countMismatches(stack)) === 0;
}
