import type { SignedInUser } from '../../lib/users/data';
import { each } from './each';
import type { Stack } from './stack';
import { StreamClient, type Target } from './stream-client';
import { happens, until } from './until';

const OPENING_MS = 30_000;
/** After the last change; a feed that lost its wake-up call reads again at its heartbeat. */
const LAST_EVENT_MS = 20_000;

export type Watcher = { user: SignedInUser; client: StreamClient };

/** `perUser` open pages for each customer; resolves when all are connected. */
export async function openStreams(
  stack: Stack,
  users: SignedInUser[],
  perUser: number,
  target: Target,
): Promise<Watcher[]> {
  const watchers = await each(users, users.length, async (user) => {
    const cookie = await stack.cookie(user.id);
    return Array.from({ length: perUser }, () => ({
      user,
      client: new StreamClient(target, cookie),
    }));
  });
  const all = watchers.flat();
  stack.scope.defer(() => closeStreams(all));
  await until('all streams are open', OPENING_MS, () => all.every(({ client }) => client.isOpen));
  return all;
}

async function closeStreams(watchers: Watcher[]): Promise<void> {
  await Promise.all(watchers.map(({ client }) => client.close()));
}

/** Waits until every page has its customer's newest event, then counts what is missing or twice. */
export async function judgeStreams(
  { query }: Stack,
  watchers: Watcher[],
): Promise<{ missing: number; repeated: number }> {
  let missing = 0;
  await happens(LAST_EVENT_MS, async () => {
    const rows = await query<{ id: string; newest: number }>(
      'SELECT id, event_sequence::int AS newest FROM users',
    );
    const newest = new Map(rows.map((row) => [row.id, row.newest]));
    const missingAt = ({ user, client }: Watcher) =>
      Math.max(0, (newest.get(user.id) ?? 0) - new Set(client.sequences).size);
    missing = watchers.reduce((sum, watcher) => sum + missingAt(watcher), 0);
    return missing === 0;
  });
  return {
    missing,
    repeated: watchers.reduce((sum, { client }) => sum + client.repeats, 0),
  };
}
