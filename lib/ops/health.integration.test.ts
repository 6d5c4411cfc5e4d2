import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { mintSession } from '../widget-sessions/mint';
import { checkHealth } from './health';

const app = withPartnerApp();

test('an app whose checks are late says that it is degraded, and by how many', async () => {
  const user = await app.addCustomer();
  const { transactionId: id } = await mintSession({ user, order: order(), clientIp: undefined });
  const dueSince = (seconds: number) =>
    db().transaction.update({
      where: { id },
      data: { nextCheckAt: new Date(Date.now() - seconds * 1_000) },
    });
  await dueSince(50);
  expect(await checkHealth()).toMatchObject({ status: 'ok', reconciler: { ok: true } });
  await dueSince(70);
  expect(await checkHealth()).toMatchObject({
    status: 'degraded',
    reconciler: { ok: false, detail: 'inline, 1 overdue' },
  });
});
