import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { addSideEffect } from '../side-effects/mutations';
import { mintSession } from '../widget-sessions/mint';
import { getTroubledTransactions } from './data';

const app = withPartnerApp();

test('an operator sees each transaction in trouble with the reason, and no other', async () => {
  const user = await app.addCustomer();
  const mint = async () => {
    const request = { user, order: order(), clientIp: undefined, requestId: 'request-1' };
    return (await mintSession(request)).transactionId;
  };
  const [unasked, denied, uncredited] = [await mint(), await mint(), await mint(), await mint()];
  await db().transaction.update({ where: { id: unasked }, data: { failedChecks: 3 } });
  await db().transactionEvent.updateMany({
    where: { transactionId: denied },
    data: { verdict: 'contradiction', reason: 'Proof says failed after completed.' },
  });
  await addSideEffect(db(), uncredited);
  await db().sideEffect.update({
    where: { transactionId: uncredited },
    data: { attempts: 2, lastError: 'Error: the ledger is closed' },
  });
  const troubles = (await getTroubledTransactions()).map((row) => [row.id, row.troubles]);
  expect(Object.fromEntries(troubles)).toEqual({
    [unasked]: ['Proof could not be asked about it.'],
    [denied]: ['Proof says failed after completed.'],
    [uncredited]: ['The side effect failed 2 times: Error: the ledger is closed'],
  });
});
