import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { mintSession } from '../widget-sessions/mint';
import { getTransactionsNeedingAttention } from './data';

const app = withPartnerApp();

test('operators see every transaction that needs attention with the reason, and no others', async () => {
  const user = await app.addCustomer();
  const mint = async () => {
    const request = { user, order: order(), clientIp: undefined, requestId: 'request-1' };
    return (await mintSession(request)).transactionId;
  };
  const [failing, contradicted, unfinished] = [
    await mint(),
    await mint(),
    await mint(),
    await mint(),
  ];
  await db().transaction.update({ where: { id: failing }, data: { failedChecks: 3 } });
  await db().transactionEvent.updateMany({
    where: { transactionId: contradicted },
    data: { factOutcome: 'contradiction', reason: 'Proof says failed after completed.' },
  });
  await db().sideEffect.create({
    data: { transactionId: unfinished, attempts: 2, lastError: 'Error: the ledger is closed' },
  });
  const listed = (await getTransactionsNeedingAttention()).map((row) => [row.id, row.reasons]);
  expect(Object.fromEntries(listed)).toEqual({
    [failing]: ['The last status check got no response.'],
    [contradicted]: ['Proof says failed after completed.'],
    [unfinished]: ['The side effect failed 2 times: Error: the ledger is closed'],
  });
});
