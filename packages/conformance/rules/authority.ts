import { canFollow, type OrderType, type Status } from '../contract';
import { RuleFailedError } from '../errors';
import type { ObservedTransaction, Snapshot } from '../observe-transaction';
import { type Push, statusOf } from '../push';
import type { Rule } from '../rule';
import { seconds } from './agreement';
import { failIfBroken } from './expect';

/** A status that GET returned after the socket or a webhook had reported a later one. */
type OutdatedRead = { pushed: Status; atMs: number; read: Snapshot; current: Snapshot | undefined };

function pushesOf({ socket, webhooks }: ObservedTransaction): Push[] {
  const messages = socket.opened ? socket.socket.messages : [];
  return [...messages, ...(webhooks ?? [])].sort((a, b) => a.atMs - b.atMs);
}

/** The last outdated read about each status, as long as no other status was reported. */
function outdatedReads(observed: ObservedTransaction, lagMs: number): OutdatedRead[] {
  const pushes = pushesOf(observed);
  return [...new Set(pushes.flatMap((push) => statusOf(push) ?? []))].flatMap((pushed) => {
    const atMs = pushes.find((push) => statusOf(push) === pushed)?.atMs ?? 0;
    const current = observed.reads.find(({ status }) => status === pushed);
    const next = pushes.find((push) => push.atMs > atMs && statusOf(push) !== pushed);
    const untilMs = Math.min(current?.startedAtMs ?? Infinity, next?.atMs ?? Infinity);
    const read = observed.reads.findLast(
      ({ status, startedAtMs }) =>
        startedAtMs > atMs + lagMs && startedAtMs < untilMs && canFollow(status, pushed),
    );
    return read ? [{ pushed, atMs, read, current }] : [];
  });
}

/** GET is the authority, so it must not know less than the other channels. */
export const authorityRules = (type: OrderType): Rule[] => [
  {
    id: `${type}.authority`,
    title: `GET returns each status of a ${type} that the socket or a webhook reports`,
    certainty: 'documented',
    run: async (context) => {
      const observed = await context.observed(type).catch(failIfBroken('authority'));
      const hidden = outdatedReads(observed, context.options.lagMs).find(({ current }) => !current);
      if (!hidden) return [];
      const { pushed, read } = hidden;
      throw new RuleFailedError(
        `it stays ${read.status} while ${pushed} is reported`,
        read.response,
      );
    },
  },
  {
    id: `${type}.read-lag`,
    title: `GET returns a status of a ${type} as soon as the socket or a webhook reports it`,
    certainty: 'inferred',
    run: async (context) => {
      const observed = await context.observed(type);
      const late = outdatedReads(observed, context.options.lagMs).find(({ current }) => current);
      if (!late) return [];
      const delay = seconds((late.current?.startedAtMs ?? 0) - late.atMs);
      throw new RuleFailedError(`it returns ${late.pushed} ${delay} later`, late.read.response);
    },
  },
];
