import { max, quantile } from 'simple-statistics';
import { db } from '../../../lib/db';
import { wakeStreams } from '../../../lib/live/wake';
import { startApp } from '../../../tools/steps/start-app';
import { memoryReportSettings, readLiveMemory } from '../../live-memory';
import { inTurn } from '../measurement';
import type { BenchContext, Part } from '../part';
import { startBareApp } from './bare-app';
import { METRICS_TOKEN, readMetrics } from './metrics';
import { addCustomers } from './orders';
import { openEvents, openStream, type Stream, signIn } from './stream';

/** As many of one user as a process keeps open (lib/live/feed.ts). */
const STREAMS_PER_USER = 10;
const USERS = 100;
const STREAMS = USERS * STREAMS_PER_USER;
/** Of an event with its transaction. */
const EVENT_BYTES = 900;
const MEMORY_FILE = '.data/bench/memory.json';

type Customer = { userId: string; transactionId: string };

/** What a thousand open pages cost a process, and how fast all of them learn of a change. */
export const measureStreams: Part = async ({ scope, env }) => {
  const settings = {
    ...env,
    ...memoryReportSettings(MEMORY_FILE),
    ...{ METRICS_TOKEN, RECONCILER: 'off' },
  };
  await startApp(scope, settings, 'log');
  const customers = await addOrders();
  const [first] = customers;
  if (!first) throw new Error('There is no customer.');
  // The first request loads the route.
  await (await openStream(env, await signIn(env, first.userId))).close();
  const { streams, kbEach } = await memoryOf(MEMORY_FILE, () => openAll(env, customers));
  const bare = await openBareStreams(scope);
  const ofOne = streams.slice(0, 1);
  const { many, one, bareMany, bareOne } = await inTurn({
    many: async () => quantile(await timeUntilAllKnow(customers, streams), 0.99),
    one: async () => max(await timeUntilAllKnow([first], ofOne)),
    bareMany: async () => quantile(await bare.timeUntilKnown(STREAMS), 0.99),
    bareOne: async () => max(await bare.timeUntilKnown(1)),
  });
  await Promise.all([...streams, ...bare.streams].map((stream) => stream.close()));
  return [
    {
      name: `memory of each of ${STREAMS.toLocaleString('en')} streams`,
      unit: 'KB',
      values: [kbEach],
      target: { atMost: 60 },
    },
    {
      name: 'memory of each stream',
      unit: 'KB',
      values: [kbEach],
      comparedWith: { name: 'a stream of a bare app', values: [bare.kbEach] },
      target: { atMost: 1.5 },
    },
    {
      name: 'streams left after they were closed',
      unit: 'streams',
      values: [await countLeft(env)],
      target: { atMost: 0 },
    },
    {
      name: `a change to ${USERS} users with ${STREAMS.toLocaleString('en')} streams, p99`,
      unit: 'ms',
      values: many,
      comparedWith: { name: 'a change to one stream', values: one },
      target: { atMost: 10 },
    },
    {
      name: `the same bytes to ${STREAMS.toLocaleString('en')} streams of a bare app, p99`,
      unit: 'ms',
      values: bareMany,
      comparedWith: { name: 'to one of them', values: bareOne },
      target: { atMost: 10 },
    },
  ];
};

async function memoryOf(file: string, open: () => Promise<Stream[]>) {
  const before = await readLiveMemory(file);
  const streams = await open();
  const kbEach = ((await readLiveMemory(file)) - before) / streams.length / 1_000;
  return { streams, kbEach };
}

/** What Next.js itself needs for a stream, and for an event to some of them, without a database. */
async function openBareStreams(scope: BenchContext['scope']) {
  const file = '.data/bench/bare-memory.json';
  const url = `${await startBareApp(scope, memoryReportSettings(file))}stream`;
  // The first stream loads the route.
  const first = await openEvents(url);
  const { streams: others, kbEach } = await memoryOf(file, () =>
    Promise.all(Array.from({ length: STREAMS - 1 }, () => openEvents(url))),
  );
  const streams = [first, ...others];
  const timeUntilKnown = (count: number) =>
    timeUntilReceived(streams.slice(0, count), () =>
      fetch(`${url}?streams=${count}`, { method: 'POST', body: 'x'.repeat(EVENT_BYTES) }),
    );
  return { streams, kbEach, timeUntilKnown };
}

async function addOrders(): Promise<Customer[]> {
  const users = await addCustomers(USERS);
  const orders = users.map(({ id }) => ({
    ...{ merchantTransactionId: `streamed-${id}`, userId: id, type: 'buy' as const },
    ...{ network: 'TRC20', currency: 'USDT', requestedAmount: '100' },
  }));
  const created = await db().transaction.createManyAndReturn({ data: orders });
  return created.map(({ id, userId }) => ({ userId, transactionId: id }));
}

async function openAll(env: BenchContext['env'], customers: Customer[]): Promise<Stream[]> {
  const opened = customers.map(async ({ userId }) => {
    const cookie = await signIn(env, userId);
    return Promise.all(Array.from({ length: STREAMS_PER_USER }, () => openStream(env, cookie)));
  });
  return (await Promise.all(opened)).flat();
}

/** Returns when each stream had the event, in ms. */
async function timeUntilReceived(
  streams: Stream[],
  send: () => Promise<unknown>,
): Promise<number[]> {
  const startMs = performance.now();
  const arrivals = streams.map(async (stream) => {
    await stream.nextEvent();
    return performance.now() - startMs;
  });
  await send();
  return Promise.all(arrivals);
}

/** Adds an event for each customer in one statement. */
function timeUntilAllKnow(customers: Customer[], streams: Stream[]): Promise<number[]> {
  return timeUntilReceived(streams, () => addEvents(customers));
}

async function addEvents(customers: Customer[]): Promise<void> {
  await db().transactionEvent.createMany({
    data: customers.map((customer) => ({
      ...customer,
      ...{ source: 'app', kind: 'session', status: 'pending', reason: 'A change of the bench.' },
    })),
  });
  for (const { userId } of customers) wakeStreams(userId);
}

async function countLeft(env: BenchContext['env']): Promise<number> {
  const metric = await readMetrics(`http://127.0.0.1:${env.PORT}/api/metrics`);
  return metric('proof_ramp_streams');
}
