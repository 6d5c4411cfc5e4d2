import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { mintSession } from '../widget-sessions/mint';
import { onCompleted } from './on-completed';

const app = withPartnerApp();

/** Runs the example for a new transaction. Calling it again runs it for the same one. */
async function example(type: 'buy' | 'sell') {
  const user = await app.addCustomer();
  const { transactionId: id } = await mintSession({
    user,
    order: order({ type, amount: '99.5' }),
    clientIp: undefined,
    requestId: 'request-1',
  });
  const run = () =>
    db().$transaction(async (tx) =>
      onCompleted(tx, await tx.transaction.findUniqueOrThrow({ where: { id } }), {
        idempotencyKey: 'key',
        signal: AbortSignal.timeout(5_000),
      }),
    );
  const read = () =>
    db().transaction.findUniqueOrThrow({
      where: { id },
      include: { balance: true, events: { orderBy: { sequence: 'asc' } } },
    });
  return { run, read };
}

test.each([
  ['buy', '99.5', '99.50 USDT was added to your balance.'],
  ['sell', '-99.5', '99.50 USDT was taken from your balance.'],
] as const)(
  'a completed %s changes the balance by %s and adds an event to the timeline',
  async (type, amount, reason) => {
    const { run, read } = await example(type);
    await run();
    const { balance, events } = await read();
    expect(balance?.amount.toFixed()).toBe(amount);
    expect(events.at(-1)).toMatchObject({ kind: 'side_effect', source: 'app', reason });
  },
);

test('a transaction is credited once, even if its effect runs twice', async () => {
  const { run, read } = await example('buy');
  await run();
  await expect(run()).rejects.toThrow('Unique constraint');
  const { balance, events } = await read();
  expect(balance?.amount.toFixed()).toBe('99.5');
  expect(events.filter(({ kind }) => kind === 'side_effect')).toHaveLength(1);
});
