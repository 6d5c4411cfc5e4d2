import type { SignedInUser } from '../../lib/users/data';
import { range } from './range';
import type { Stack } from './stack';
import { StreamClient, type Target } from './stream-client';
import { timeUntil, waitFor } from './wait-for';

const OPEN_TIMEOUT_MS = 30_000;
/** Longer than a heartbeat. A feed that missed a notification reads again at the next one. */
const LAST_EVENT_TIMEOUT_MS = 20_000;

export type OpenStream = { user: SignedInUser; client: StreamClient };

/** Opens `perUser` streams for each customer and waits until all are connected. */
export async function openStreams(
  stack: Stack,
  users: SignedInUser[],
  perUser: number,
  target: Target,
): Promise<OpenStream[]> {
  const opened = await Promise.all(
    users.map(async (user) => {
      const cookie = await stack.cookie(user.id);
      return range(perUser).map(() => ({ user, client: new StreamClient(target, cookie) }));
    }),
  );
  const streams = opened.flat();
  stack.scope.defer(async () => {
    await Promise.all(streams.map(({ client }) => client.close()));
  });
  await waitFor('all streams are open', OPEN_TIMEOUT_MS, () =>
    streams.every(({ client }) => client.isOpen),
  );
  return streams;
}

/** Whether the latest event of the transaction in every stream has this status. */
export function allShow(streams: OpenStream[], transactionId: string, status: string): boolean {
  return streams.every(({ client }) => client.statusOf(transactionId) === status);
}

/** Waits for every stream to catch up, then counts missing and repeated events. */
export async function verifyStreams(
  { query }: Stack,
  streams: OpenStream[],
): Promise<{ missing: number; repeated: number }> {
  let missing = 0;
  await timeUntil(LAST_EVENT_TIMEOUT_MS, async () => {
    const rows = await query<{ id: string; events: number }>(
      'SELECT id, event_sequence::int AS events FROM users',
    );
    const events = new Map(rows.map((row) => [row.id, row.events]));
    const missingFrom = ({ user, client }: OpenStream) =>
      Math.max(0, (events.get(user.id) ?? 0) - new Set(client.sequences).size);
    missing = streams.reduce((sum, stream) => sum + missingFrom(stream), 0);
    return missing === 0;
  });
  const repeated = streams.reduce((sum, { client }) => sum + client.repeats, 0);
  return { missing, repeated };
}
