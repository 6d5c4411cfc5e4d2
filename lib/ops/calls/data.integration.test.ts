import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../../testing/partner-app';
import { db } from '../../db';
import { env } from '../../env';
import { proof } from '../../proof';
import { withRequestId } from '../../request-id';
import { mintSession } from '../../widget-sessions/mint';
import { getFailedCallGroups, getOpenProblems, getProviderCallsAbout } from './data';

const app = withPartnerApp();

test('the calls about a transaction start with the one that created it, however many follow', async () => {
  const user = await app.addCustomer();
  const request = { user, order: order(), clientIp: undefined };
  const { session } = await withRequestId('request-7', () => mintSession(request));
  const id = session.merchant_transaction_id;
  await mintSession({ ...request, order: order() });
  for (let check = 0; check < 25; check++) await proof().getTransaction(id);
  const [first, ...checks] = await getProviderCallsAbout(id);
  expect(first).toMatchObject({
    ...{ endpoint: 'POST /widget/session', requestId: 'request-7', asset: 'TRC20:USDT' },
  });
  expect(first?.providerRequestId).toBeTruthy();
  expect(checks).toHaveLength(20);
  expect(new Set(checks.map(({ endpoint }) => endpoint))).toEqual(
    new Set(['GET /widget/transactions/{id}']),
  );
});

test('a customer whom Proof does not know yet is no failed call', async () => {
  const { id: userId } = await app.addCustomer();
  expect((await proof().getKycStatus(userId)).status).toBe('not_started');
  const call = await db().providerCall.findFirstOrThrow({ where: { userId } });
  expect(call).toMatchObject({ httpStatus: 404, error: null, code: null });
});

test('a failed call is on record, whatever its body is', async () => {
  const named = { error: 'internal_error', message: 'bad\0text' };
  const bodies = ['bad\0gateway', JSON.stringify(named)];
  for (const [index, rawBody] of bodies.entries()) {
    await app.control('POST', '/faults', { endpoint: 'kyc', times: 1, httpStatus: 500, rawBody });
    const { id: userId } = await app.addCustomer();
    await expect(proof().getKycStatus(userId)).rejects.toThrow('500');
    const stored = await db().providerCall.findFirst({ where: { userId } });
    expect([index, stored?.message]).toEqual([index, expect.stringContaining('bad')]);
  }
});

/** A stored call to Proof, `minute` minutes after the others began. */
function call(minute: number, failure: object = {}) {
  const recordedAt = new Date(Date.UTC(2001, 0, 1, 0, minute));
  return {
    endpoint: 'POST /widget/session',
    durationMs: 5,
    httpStatus: 200,
    recordedAt,
    ...failure,
  };
}

test('failed calls are grouped by cause, each with what to do', async () => {
  const down = { httpStatus: 502, error: 'upstream_error', code: 'provider_error' };
  const noWallet = { httpStatus: 400, error: 'wallet_not_supported', code: 'WALLET_NOT_SUPPORTED' };
  await db().providerCall.createMany({
    data: [call(1), call(2, down), call(3, down), call(4, noWallet)],
  });
  const groups = await getFailedCallGroups({ from: '2001-01-01', to: '2001-01-01' });
  expect(groups.map(({ cause, count, lastAt }) => [cause.title, count, lastAt])).toEqual([
    ['A service behind Proof is failing', 2, '2001-01-01T00:03:00.000Z'],
    ['No wallet for this currency and network', 1, '2001-01-01T00:04:00.000Z'],
  ]);
});

test.each([
  ['a refused token', { httpStatus: 401, error: 'unauthorised', code: 'invalid_token' }],
  ['an unregistered server', { httpStatus: 403, error: 'forbidden', code: 'forbidden_origin' }],
])('%s is on the banner until any call succeeds', async (_name, failure) => {
  await db().providerCall.deleteMany();
  const now = Date.now();
  const at = (seconds: number) => ({ recordedAt: new Date(now - 60_000 + seconds * 1000) });
  await db().providerCall.createMany({
    data: [call(0, at(0)), call(0, { ...failure, ...at(1) }), call(0, { ...failure, ...at(2) })],
  });
  expect(await getOpenProblems()).toMatchObject([{ count: 2, asset: null }]);
  await db().providerCall.create({ data: call(0, at(3)) });
  expect(await getOpenProblems()).toEqual([]);
});

test('disabled selling is on the banner until a sell is placed, whatever else succeeds', async () => {
  await db().providerCall.deleteMany();
  const user = await app.addCustomer();
  const place = (type: 'buy' | 'sell') =>
    mintSession({ user, order: order({ type }), clientIp: undefined });
  await place('sell');
  const fault = { endpoint: 'session', httpStatus: 403, error: 'offramp_disabled' };
  await app.control('POST', '/faults', fault);
  await expect(place('sell')).rejects.toMatchObject({ code: 'offramp_not_enabled' });
  await place('buy');
  expect(await getOpenProblems()).toMatchObject([{ count: 1, asset: null }]);
  await place('sell');
  expect(await getOpenProblems()).toEqual([]);
});

test('a missing wallet is on the banner until a session for the same asset succeeds', async () => {
  await db().providerCall.deleteMany();
  const failure = { httpStatus: 400, error: 'wallet_not_supported', asset: 'ERC20:USDT' };
  const at = (seconds: number) => ({ recordedAt: new Date(Date.now() - 60_000 + seconds * 1000) });
  await db().providerCall.create({ data: call(0, { ...failure, ...at(0) }) });
  await db().providerCall.create({ data: call(0, { asset: 'TRC20:USDT', ...at(1) }) });
  expect(await getOpenProblems()).toMatchObject([{ asset: 'ERC20:USDT', count: 1 }]);
  await db().providerCall.create({ data: call(0, { asset: 'ERC20:USDT', ...at(2) }) });
  expect(await getOpenProblems()).toEqual([]);
});

test('what is not offered any more, as the banner advises, is no problem any more', async () => {
  await db().providerCall.deleteMany();
  const at = (seconds: number) => ({ recordedAt: new Date(Date.now() + seconds * 1000) });
  const noWallet = { httpStatus: 400, error: 'wallet_not_supported', asset: 'ERC20:USDT' };
  const noSelling = { httpStatus: 403, error: 'offramp_disabled', asset: 'TRC20:USDT' };
  await db().providerCall.createMany({
    data: [call(0, { ...noWallet, ...at(1) }), call(0, { ...noSelling, ...at(2) })],
  });
  const { PROOF_ASSETS, PROOF_OFFRAMP_ENABLED } = env();
  expect(await getOpenProblems()).toHaveLength(2);
  Object.assign(env(), { PROOF_ASSETS: ['TRC20:USDT'], PROOF_OFFRAMP_ENABLED: false });
  const left = await getOpenProblems();
  Object.assign(env(), { PROOF_ASSETS, PROOF_OFFRAMP_ENABLED });
  expect(left).toEqual([]);
});
