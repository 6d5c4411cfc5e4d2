import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { withRequestId } from '../request-id';
import { mintSession } from '../widget-sessions/mint';
import { requestCheck } from './mutations';

const app = withPartnerApp();

test('an operator makes an order due that is not, also while its checks fail, and is on record', async () => {
  const user = await app.addCustomer();
  const request = { user, order: order(), clientIp: undefined };
  const { transactionId: id } = await mintSession(request);
  for (const state of [{ nextCheckAt: null }, { nextCheckAt: new Date('2100-01-01') }]) {
    await db().transaction.update({ where: { id }, data: { ...state, failedChecks: 9 } });
    expect(await withRequestId('request-2', () => requestCheck(id, user))).toBe(true);
    const { nextCheckAt } = await db().transaction.findUniqueOrThrow({ where: { id } });
    expect(nextCheckAt?.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
  }
  const where = {
    subjectId: id,
    action: 'check_now',
    actor: user.email,
    requestId: 'request-2',
  } as const;
  expect(await db().auditEntry.count({ where })).toBe(2);
});

test('a check of an order that does not exist is neither requested nor recorded', async () => {
  const user = await app.addCustomer();
  const id = crypto.randomUUID();
  expect(await requestCheck(id, user)).toBe(false);
  expect(await db().auditEntry.count({ where: { subjectId: id } })).toBe(0);
});
