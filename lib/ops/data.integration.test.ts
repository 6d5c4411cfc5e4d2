import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { proof } from '../proof';
import { mintSession } from '../widget-sessions/mint';
import { getProviderCallsAbout, getTransactionsNeedingAttention } from './data';

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
    [failing]: ['The last status check failed.'],
    [contradicted]: ['Proof says failed after completed.'],
    [unfinished]: ['The side effect failed 2 times: Error: the ledger is closed'],
  });
});

test('the calls about a transaction start with the one that created it, however many follow', async () => {
  const user = await app.addCustomer();
  const request = { user, order: order(), clientIp: undefined, requestId: 'request-7' };
  const { session } = await mintSession(request);
  const id = session.merchant_transaction_id;
  await mintSession({ ...request, order: order() });
  for (let check = 0; check < 25; check++) await proof().getTransaction(id);
  const [first, ...checks] = await getProviderCallsAbout(id);
  expect(first).toMatchObject({ endpoint: 'POST /widget/session', requestId: 'request-7' });
  expect(first?.providerRequestId).toBeTruthy();
  expect(checks).toHaveLength(20);
  expect(new Set(checks.map(({ endpoint }) => endpoint))).toEqual(
    new Set(['GET /widget/transactions/{id}']),
  );
});
