import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { db } from '../lib/db';
import { demoUsers } from '../lib/demo-users';
import { withPartnerApp } from '../testing/partner-app';
import { Scope } from '../tools/process/scope';
import { seedDatabase } from '../tools/steps/seed';
import { eventsOf, history } from './seed-history';

withPartnerApp();

async function seed(...options: '--reset'[]): Promise<void> {
  const scope = new Scope(tmpdir());
  await seedDatabase(scope, process.env, options).finally(() => scope.close());
}

test('seeding twice creates one history, with a due side effect for each completed transaction', async () => {
  await seed();
  await seed();
  const transactions = await db().transaction.findMany({
    include: { events: true, sideEffect: true },
  });
  const past = history(new Date());
  expect(transactions).toHaveLength(past.length);
  for (const { userId, status, sideEffect } of transactions) {
    expect(userId).toBe(demoUsers[1].id);
    expect(Boolean(sideEffect?.dueAt)).toBe(status === 'completed');
  }
  const sequences = transactions.flatMap(({ events }) => events.map(({ sequence }) => sequence));
  expect(sequences.sort((a, b) => Number(a - b))).toEqual(
    past.flatMap(eventsOf).map((_, index) => BigInt(index + 1)),
  );
});

test("a reset deletes every transaction and delivery, and adds the demo customer's history again", async () => {
  await seed();
  const before = await db().transaction.findMany({ select: { id: true } });
  await db().webhookDelivery.create({
    data: { outcome: 'invalid', reason: '', headers: {}, body: new Uint8Array(), processingMs: 1 },
  });
  await seed('--reset');
  const ids = before.map(({ id }) => id);
  expect(await db().transaction.count({ where: { id: { in: ids } } })).toBe(0);
  expect(await db().transaction.count()).toBe(ids.length);
  expect(await db().webhookDelivery.count()).toBe(0);
});
