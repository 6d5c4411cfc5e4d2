import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { mintSession } from '../widget-sessions/mint';
import { getTransactionOfUser } from './data';

const app = withPartnerApp();

test('however many reports a transaction has, a page of it is small, and all are on some page', async () => {
  const user = await app.addCustomer();
  const { transactionId: id } = await mintSession({ user, order: order(), clientIp: undefined });
  const event = { userId: user.id, transactionId: id, reason: '', payload: {} } as const;
  const confirmed = { ...event, source: 'api', kind: 'fact', factOutcome: 'applied' } as const;
  await db().transactionEvent.create({ data: { ...confirmed, status: 'processing' } });
  const hint = { ...event, source: 'widget', kind: 'hint', hintOutcome: 'reported' } as const;
  for (let count = 0; count < 250; count += 1) await db().transactionEvent.create({ data: hint });

  const seen = new Set<number>();
  let before: number | undefined;
  for (let pages = 0; pages < 3; pages += 1) {
    const found = await getTransactionOfUser(user.id, id, before);
    if (!found) throw new Error('The transaction was not found.');
    expect(found.events.length).toBeLessThanOrEqual(102);
    // The timeline is whole on every page.
    expect(found.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['session', 'fact']),
    );
    for (const { sequence } of found.events) seen.add(sequence);
    before = found.logFrom;
  }
  expect(before).toBe(1);
  expect(seen.size).toBe(252);
  expect((await getTransactionOfUser(user.id, id, before))?.logFrom).toBe(0);
});
