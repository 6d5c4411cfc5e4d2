import type { Measurements } from './fault-case';
import { countDuplicateHints, countMismatches, findViolations } from './invariants';
import { countSideEffects } from './side-effect-log';
import type { Stack } from './stack';
import { type OpenStream, verifyStreams } from './streams';
import { timeUntil } from './wait-for';
import type { WebhookSender } from './webhook-sender';

/** Longer than a lease, and than the interval of any transaction that a case leaves open. */
const SETTLE_TIMEOUT_MS = 60_000;

export type Verification = Pick<Measurements, 'lost' | 'mismatched' | 'duplicated' | 'missed'>;

/** What was sent and received outside the app, to compare with its database. */
export type Evidence = { sender?: WebhookSender; streams?: OpenStream[] };

/**
 * The verification at the end of every fault case. Waits until every transaction has the provider's
 * status and every side effect is done, so at least one process has to be running.
 */
export async function verify(
  stack: Stack,
  { sender, streams = [] }: Evidence = {},
): Promise<Verification> {
  await timeUntil(SETTLE_TIMEOUT_MS, () => isSettled(stack));
  const events = await verifyStreams(stack, streams);
  const effects = await countSideEffects(stack);
  const lostWebhooks = (await sender?.countLost()) ?? 0;
  return {
    lost: lostWebhooks + events.missing + effects.missing,
    mismatched: await countMismatches(stack),
    duplicated: events.repeated + effects.repeated + (await countDuplicateHints(stack)),
    missed: [
      ...(await findViolations(stack)),
      ...stack.processes.flatMap((server) => server.unexpectedExit() ?? []),
    ],
  };
}

async function isSettled(stack: Stack): Promise<boolean> {
  // A check under way can still apply what was true before the last change.
  const busy = await stack.query(
    `SELECT 1 FROM side_effects WHERE done_at IS NULL
     UNION ALL SELECT 1 FROM transactions WHERE lease_until > now() LIMIT 1`,
  );
  return busy.length === 0 && (await countMismatches(stack)) === 0;
}
