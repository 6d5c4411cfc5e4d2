import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { db } from '../lib/db';
import { demoUsers } from '../lib/demo-users';
import { withPartnerApp } from '../testing/partner-app';
import { Scope } from '../tools/process/scope';
import { seedDatabase } from '../tools/steps/seed';

withPartnerApp();

async function seed(): Promise<void> {
  const scope = new Scope(tmpdir());
  await seedDatabase(scope, process.env).finally(() => scope.close());
}

test('seeding twice creates one history, with a due side effect for each completed transaction', async () => {
  await seed();
  await seed();
  const transactions = await db().transaction.findMany({
    include: { events: true, sideEffect: true },
  });
  expect(transactions).toHaveLength(6);
  for (const { userId, status, sideEffect } of transactions) {
    expect(userId).toBe(demoUsers[1].id);
    expect(Boolean(sideEffect?.dueAt)).toBe(status === 'completed');
  }
  const sequences = transactions.flatMap(({ events }) => events.map(({ sequence }) => sequence));
  expect(sequences.sort((a, b) => Number(a - b))).toEqual(
    Array.from({ length: 18 }, (_, index) => BigInt(index + 1)),
  );
});
