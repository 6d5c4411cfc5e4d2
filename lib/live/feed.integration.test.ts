import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { ingestHint } from '../transactions/ingest';
import { getSignedInUser, type SignedInUser, type SignIn } from '../users/data';
import { endAllSignIns, endSignIn } from '../users/mutations';
import { mintSession } from '../widget-sessions/mint';
import { acceptsStreams, closeAllStreams, countStreams, openStream, resumeFrom } from './feed';
import { listener } from './listener';

const app = withPartnerApp();

async function mint() {
  const user = await app.addCustomer();
  const { session } = await mintSession({
    user,
    order: order(),
    clientIp: undefined,
  });
  const hint = (second: number) =>
    ingestHint({
      merchantTransactionId: session.merchant_transaction_id,
      source: 'webhook',
      status: 'processing',
      providerTime: new Date(Date.UTC(2026, 3, 1, 10, 0, second)),
      reason: 'Proof sent it to our webhook.',
      payload: {},
    });
  return { user, hint };
}

function signIn(user: SignedInUser) {
  const claims = { userId: user.id, signInId: crypto.randomUUID(), signInVersion: 0 };
  const hasEnded = async () => (await getSignedInUser(claims)) === null;
  return { id: claims.signInId, user, hasEnded, signOut: () => endSignIn(claims) };
}

/** Reads a stream as a browser does: the ids of its deltas, and its other events. */
function follow(signedIn: SignIn, after = 0) {
  const disconnect = new AbortController();
  const ids: number[] = [];
  const others: string[] = [];
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of openStream(signedIn, after, disconnect.signal)) {
      const frame = decoder.decode(chunk);
      const id = /^id: (\d+)\nevent: delta\n/.exec(frame)?.[1];
      if (id) ids.push(Number(id));
      else others.push(frame);
    }
  })();
  return { ids, others, ended, disconnect: () => disconnect.abort() };
}

const upTo = (last: number, from = 1) =>
  Array.from({ length: last - from + 1 }, (_, index) => from + index);

test('a stream that resumes delivers what it missed, once and in order', async () => {
  const { user, hint } = await mint();
  for (const second of upTo(5)) await hint(second);
  const feed = follow(signIn(user), 3);
  await expect.poll(() => feed.ids).toEqual([4, 5, 6]);
  await hint(6);
  await expect.poll(() => feed.ids).toEqual([4, 5, 6, 7]);
  feed.disconnect();
  await feed.ended;
});

test('a stream resumes after an existing event; any other position is refused', async () => {
  const { user, hint } = await mint();
  await hint(1);
  const from = (after: string, headers = {}) =>
    resumeFrom(new Request(`http://localhost/stream?after=${after}`, { headers }), user.id);
  expect(await from('0')).toBe(0);
  expect(await from('0', { 'last-event-id': '2' })).toBe(2);
  for (const after of ['', '-1', '1.5', 'abc', '3', '999999999999999'])
    expect(await from(after)).toBeNull();
});

test("no customer receives another customer's events", async () => {
  const [a, b] = [await mint(), await mint()];
  const feed = follow(signIn(a.user));
  await expect.poll(() => feed.ids).toEqual([1]);
  await b.hint(1);
  await a.hint(1);
  await expect.poll(() => feed.ids).toEqual([1, 2]);
  feed.disconnect();
  await feed.ended;
});

test('events during a lost LISTEN connection are delivered once it is back', async () => {
  const { user, hint } = await mint();
  const feed = follow(signIn(user));
  await expect.poll(() => feed.ids).toEqual([1]);
  await expect.poll(() => listener().isConnected()).toBe(true);
  await db().$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND query ILIKE 'LISTEN%'`;
  await expect.poll(() => listener().isConnected()).toBe(false);
  await hint(1);
  await expect.poll(() => feed.ids).toEqual([1, 2]);
  feed.disconnect();
  await feed.ended;
});

test('a stream with a slow reader is dropped, and resumes where it was', async () => {
  const { user, hint } = await mint();
  for (const second of upTo(300)) await hint(second);
  const reader = openStream(signIn(user), 0, new AbortController().signal).getReader();
  await expect.poll(() => countStreams()).toBe(0);
  // The buffered events can still be read.
  const ids: number[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const id = /^id: (\d+)\n/.exec(new TextDecoder().decode(next.value))?.[1];
    if (id) ids.push(Number(id));
  }
  expect(ids.length).toBeLessThan(301);
  expect(ids).toEqual(upTo(ids.length));
  const feed = follow(signIn(user), ids.length);
  await expect.poll(() => feed.ids).toEqual(upTo(301, ids.length + 1));
  feed.disconnect();
  await feed.ended;
});

test('one read brings an event to all streams of a user, wherever each of them is', async () => {
  const { user, hint } = await mint();
  for (const second of upTo(4)) await hint(second);
  // Each read asks once for every sign-in.
  let reads = 0;
  const hasEnded = async () => {
    reads += 1;
    return false;
  };
  const here = { id: crypto.randomUUID(), user, hasEnded };
  const feeds = [follow(here, 5), follow(here, 2), follow(here)];
  await expect.poll(() => feeds.map(({ ids }) => ids.length)).toEqual([0, 3, 5]);
  const before = reads;
  for (const second of [5, 6, 7]) {
    await hint(second);
    await expect.poll(() => feeds[0]?.ids).toHaveLength(second - 4);
  }
  // A wake-up for an earlier event may arrive late. A read for each stream would be nine.
  expect(reads - before).toBeLessThan(6);
  expect(feeds.map(({ ids }) => ids)).toEqual([upTo(8, 6), upTo(8, 3), upTo(8)]);
  for (const feed of feeds) feed.disconnect();
  await Promise.all(feeds.map((feed) => feed.ended));
});

test('an eleventh stream of one user ends the oldest, and no stream of anybody else', async () => {
  const [{ user }, other] = [await mint(), await mint()];
  const others = follow(signIn(other.user));
  const feeds = Array.from({ length: 11 }, () => follow(signIn(user)));
  await feeds[0]?.ended;
  expect(feeds[0]?.others.at(-1)).toContain('event: replaced');
  for (const feed of [...feeds.slice(1), others]) await expect.poll(() => feed.ids).toEqual([1]);
  expect(countStreams()).toBe(11);
  for (const feed of [...feeds, others]) feed.disconnect();
  await Promise.all([...feeds, others].map((feed) => feed.ended));
});

test('signing out ends the streams of that browser at once, and nothing later reaches them', async () => {
  const { user, hint } = await mint();
  const [here, elsewhere] = [signIn(user), signIn(user)];
  const ended = [follow(here), follow(here)];
  const open = follow(elsewhere);
  for (const feed of [...ended, open]) await expect.poll(() => feed.ids).toEqual([1]);
  await here.signOut();
  await hint(1);
  await Promise.all(ended.map((feed) => feed.ended));
  await expect.poll(() => open.ids).toEqual([1, 2]);
  for (const feed of ended) {
    expect(feed.ids).toEqual([1]);
    expect(feed.others.at(-1)).toContain('event: signed-out');
  }
  open.disconnect();
  await open.ended;
});

test('signing out everywhere ends the streams of every browser, and so does deleting the user', async () => {
  const { user } = await mint();
  const feeds = [follow(signIn(user)), follow(signIn(user))];
  for (const feed of feeds) await expect.poll(() => feed.ids).toEqual([1]);
  await endAllSignIns(user.id);
  await Promise.all(feeds.map((feed) => feed.ended));
  for (const feed of feeds) expect(feed.others.at(-1)).toContain('event: signed-out');

  const deleted = await app.addCustomer();
  const feed = follow(signIn(deleted));
  await expect.poll(() => feed.others).toHaveLength(1);
  await db().user.delete({ where: { id: deleted.id } });
  await feed.ended;
  expect(feed.others.at(-1)).toContain('event: signed-out');
});

test('closing all streams tells the browsers, and no stream opens afterwards', async () => {
  const { user } = await mint();
  const feeds = [follow(signIn(user)), follow(signIn(user))];
  for (const feed of feeds) await expect.poll(() => feed.ids).toEqual([1]);
  closeAllStreams();
  await Promise.all(feeds.map((feed) => feed.ended));
  for (const feed of feeds) expect(feed.others.at(-1)).toContain('event: bye');
  expect(acceptsStreams()).toBe(false);
  await follow(signIn(user)).ended;
  expect(countStreams()).toBe(0);
});
