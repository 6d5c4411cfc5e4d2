import { ALL_CHECKS } from '../checks/all';

type Companions = { checks: string[]; why: string };

/**
 * The checks that fail together with another one, because the backend cannot break the one and keep
 * the others. All other checks fail alone.
 */
export const COMPANIONS: Record<string, Companions> = {
  'mint.sell-type': {
    checks: ['status.sell', 'status.deposit-window', 'credit.sell'],
    why: 'a sell that is sent as a buy gets no deposit',
  },
  'webhook.out-of-order': {
    checks: ['webhook.replayed-after-restart'],
    why: 'an old webhook that takes a status back does it after a restart too',
  },
  'credit.final-amount': {
    checks: ['credit.exact'],
    why: 'amounts that are not credited cannot add up',
  },
  'restart.credits-once': {
    checks: ['webhook.replayed-after-restart'],
    why: 'the restart alone changes what is credited',
  },
};

/** Everything else is not applicable when it fails. */
const ALONE = ['mint.one-session'];
const SIZE = 9;

/**
 * Groups of mutations to break a backend with at once. Each mutation is in two groups, and no two
 * are together in both. So if in every group exactly the checks of its mutations fail, each mutation
 * makes its own check fail and no other: a second one would also fail in the group where it is not
 * expected. This needs a quarter of the runs of one mutation at a time.
 */
export function mutationGroups(): string[][] {
  const ids = ALL_CHECKS.map(({ id }) => id).filter((id) => !ALONE.includes(id));
  const straight = Array.from({ length: SIZE }, (_, group) =>
    ids.filter((_, index) => index % SIZE === group),
  );
  const diagonal = Array.from({ length: SIZE }, (_, group) =>
    ids.filter((_, index) => (index + Math.floor(index / SIZE)) % SIZE === group),
  );
  return [ALONE, ...straight, ...diagonal];
}

/** What has to fail if a backend does all of this wrong. */
export function expectedFailures(mutations: string[]): string[] {
  const all = mutations.flatMap((id) => [id, ...(COMPANIONS[id]?.checks ?? [])]);
  return [...new Set(all)].sort();
}
