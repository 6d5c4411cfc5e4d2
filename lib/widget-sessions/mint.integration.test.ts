import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { env } from '../env';
import { withRequestId } from '../request-id';
import { getOrderTime, getTransactionOfUser } from '../transactions/data';
import { mintSession, resumeSession } from './mint';
import { claimKey, markSessionOpened, storeMintedSession } from './mutations';

const app = withPartnerApp();
const request = { clientIp: undefined };

test('minting stores the transaction, its first event and the sealed session together', async () => {
  const user = await app.addCustomer();
  const { transactionId, session } = await mintSession({ ...request, user, order: order() });
  const stored = await db().transaction.findUniqueOrThrow({
    where: { id: transactionId },
    include: { events: true },
  });
  expect(stored).toMatchObject({
    merchantTransactionId: session.merchant_transaction_id,
    userId: user.id,
    status: 'pending',
    version: 0,
  });
  expect(stored.events).toMatchObject([{ kind: 'session', sequence: 1n }]);
  expect(stored.sealedSession).not.toContain(session.init_token);
  expect(stored.nextCheckAt).not.toBeNull();
});

test('twenty clicks on one form mint one session', async () => {
  const user = await app.addCustomer();
  const before = await app.countCalls('/widget/session');
  const same = order();
  const minted = await Promise.all(
    Array.from({ length: 20 }, () => mintSession({ ...request, user, order: same })),
  );
  expect(new Set(minted.map(({ transactionId }) => transactionId)).size).toBe(1);
  expect(new Set(minted.map(({ session }) => session.init_token)).size).toBe(1);
  expect(await app.countCalls('/widget/session')).toBe(before + 1);
});

test('a customer places no more orders while many are open, and gets back those that are', async () => {
  const user = await app.addCustomer();
  const mint = (placed = order()) =>
    mintSession({ ...request, user, order: placed, maxOpenOrders: 2 });
  const first = order();
  const { transactionId } = await mint(first);
  await mint();
  const before = await app.countCalls('/widget/session');
  await expect(mint()).rejects.toMatchObject({ code: 'too_many_open_orders' });
  expect(await app.countCalls('/widget/session')).toBe(before);
  expect((await mint(first)).transactionId).toBe(transactionId);
  await db().transaction.update({
    where: { id: transactionId },
    data: { createdAt: new Date(Date.now() - 25 * 3_600_000) },
  });
  await mint();
});

test('a session stays resumable while its key is replaced, and no longer than it is configured', async () => {
  const user = await app.addCustomer();
  const { transactionId, session } = await mintSession({ ...request, user, order: order() });
  const resume = () => resumeSession(user.id, transactionId);
  const { AUTH_SECRET } = env();
  const [old] = AUTH_SECRET;
  const fresh = randomBytes(33).toString('base64');
  Object.assign(env(), { AUTH_SECRET: [fresh, old] });
  expect((await resume()).session.init_token).toBe(session.init_token);
  Object.assign(env(), { SESSION_SEALING_KEY: [old], AUTH_SECRET: [fresh] });
  expect((await resume()).session.init_token).toBe(session.init_token);
  Object.assign(env(), { SESSION_SEALING_KEY: undefined });
  await expect(resume()).rejects.toMatchObject({ code: 'session_expired' });
  Object.assign(env(), { AUTH_SECRET });
});

test('an order is offered for as long as its session can be resumed', async () => {
  const user = await app.addCustomer();
  const { transactionId: id } = await mintSession({ ...request, user, order: order() });
  const offered = async () => (await getTransactionOfUser(user.id, id))?.transaction.resumable;
  expect(await offered()).toBe('with_token');
  // The next check, which removes the session, can be a quarter of an hour away.
  await db().transaction.update({ where: { id }, data: { sessionExpiresAt: new Date() } });
  await expect(resumeSession(user.id, id)).rejects.toMatchObject({ code: 'session_expired' });
  expect(await offered()).toBeNull();
});

test('an idempotency key of another order is refused', async () => {
  const user = await app.addCustomer();
  const first = order();
  await mintSession({ ...request, user, order: first });
  await expect(
    mintSession({ ...request, user, order: { ...first, amount: '200' } }),
  ).rejects.toMatchObject({ code: 'key_reused' });
});

test("an order stores which order it starts again, if that one is the same customer's", async () => {
  const [owner, other] = [await app.addCustomer(), await app.addCustomer()];
  const first = await mintSession({ ...request, user: owner, order: order() });
  for (const [user, previousId] of [
    [owner, first.transactionId],
    [other, null],
  ] as const) {
    const again = order({ previousId: first.transactionId });
    const { transactionId } = await mintSession({ ...request, user, order: again });
    expect(await db().transaction.findUnique({ where: { id: transactionId } })).toMatchObject({
      previousId,
    });
  }
  expect(await getOrderTime(owner.id, 'buy', first.transactionId)).toEqual(expect.any(String));
  expect(await getOrderTime(owner.id, 'sell', first.transactionId)).toBeNull();
  expect(await getOrderTime(other.id, 'buy', first.transactionId)).toBeNull();
});

test('two customers can use the same idempotency key', async () => {
  const [a, b] = [await app.addCustomer(), await app.addCustomer()];
  const same = order();
  const first = await mintSession({ ...request, user: a, order: same });
  const second = await mintSession({ ...request, user: b, order: same });
  expect(first.transactionId).not.toBe(second.transactionId);
});

test('the idempotency key of a request that died is free after its claim expires', async () => {
  const user = await app.addCustomer();
  const same = order();
  await db().sessionClaim.create({
    data: {
      userId: user.id,
      idempotencyKey: same.idempotencyKey,
      request: [same.type, same.asset.id, same.amount],
      claimedUntil: new Date(Date.now() - 1000),
    },
  });
  await expect(mintSession({ ...request, user, order: same })).resolves.toHaveProperty('session');
});

test('a request that was too slow for its claim stores no second order', async () => {
  const user = await app.addCustomer();
  const same = order();
  const expire = () =>
    db().sessionClaim.updateMany({
      where: { userId: user.id },
      data: { claimedUntil: new Date(Date.now() - 1000) },
    });
  await claimKey(user.id, same);
  await expire();
  const { transactionId, session } = await mintSession({ ...request, user, order: same });
  const late = {
    ...{ transactionId: crypto.randomUUID(), userId: user.id, order: same, sealedSession: '' },
    session: { ...session, merchant_transaction_id: crypto.randomUUID() },
  };
  await expect(storeMintedSession(late)).rejects.toMatchObject({ code: 'mint_in_progress' });
  expect(await db().transaction.count({ where: { userId: user.id } })).toBe(1);
  expect((await mintSession({ ...request, user, order: same })).transactionId).toBe(transactionId);
});

test.each([
  [400, 'invalid_request', 'currency_not_allowed', 'asset_not_available', 1],
  [400, 'invalid_request', 'validation_error', 'order_not_accepted', 1],
  [400, 'wallet_not_supported', 'WALLET_NOT_SUPPORTED', 'asset_not_available', 1],
  [401, 'unauthorised', 'invalid_token', 'provider_misconfigured', 1],
  [403, 'forbidden', 'forbidden_origin', 'provider_misconfigured', 1],
  [422, 'kyc_required', 'kyc_required', 'identity_required', 1],
  [429, 'rate_limit_exceeded', 'rate_limit_exceeded', 'provider_busy', 1],
  [500, 'internal_error', 'db_error', 'provider_unavailable', 1],
  [502, 'upstream_error', 'provider_error', 'provider_unavailable', 3],
])(
  '%s %s/%s: nothing is stored, the operator can see why, and the key is free again',
  async (...row) => {
    const [httpStatus, error, code, expected, attempts] = row;
    const user = await app.addCustomer();
    const same = order();
    await app.control('POST', '/faults', {
      endpoint: 'session',
      times: attempts,
      httpStatus,
      error,
      code,
    });
    const minting = withRequestId('request-1', () =>
      mintSession({ ...request, user, order: same }),
    );
    await expect(minting).rejects.toMatchObject({ code: expected });
    expect(await db().transaction.count({ where: { userId: user.id } })).toBe(0);
    const calls = await db().providerCall.findMany({ where: { userId: user.id } });
    expect(calls).toHaveLength(attempts);
    expect(calls[0]).toMatchObject({ httpStatus, error, code, requestId: 'request-1' });
    expect(calls[0]?.providerRequestId).toBeTruthy();
    await expect(mintSession({ ...request, user, order: same })).resolves.toHaveProperty('session');
  },
);

test('a 502 is retried with the same body, and the customer does not notice', async () => {
  const user = await app.addCustomer();
  await app.control('POST', '/faults', {
    endpoint: 'session',
    times: 2,
    httpStatus: 502,
    error: 'upstream_error',
    code: 'provider_error',
  });
  await expect(mintSession({ ...request, user, order: order() })).resolves.toHaveProperty(
    'session',
  );
});

test('a response that breaks the contract is refused and recorded', async () => {
  const user = await app.addCustomer();
  await app.control('POST', '/faults', {
    endpoint: 'session',
    times: 1,
    httpStatus: 200,
    rawBody: '{"oops',
  });
  await expect(mintSession({ ...request, user, order: order() })).rejects.toMatchObject({
    code: 'provider_unavailable',
  });
  const call = await db().providerCall.findFirstOrThrow({ where: { userId: user.id } });
  expect(call).toMatchObject({ httpStatus: 200, error: 'invalid_response' });
});

test('no recorded call contains the client token', async () => {
  const calls = await db().providerCall.findMany();
  expect(calls.length).toBeGreaterThan(0);
  expect(JSON.stringify(calls)).not.toContain(app.simulator.token);
});

test('a session is marked as opened once, and only by its owner', async () => {
  const [owner, other] = [await app.addCustomer(), await app.addCustomer()];
  const { transactionId } = await mintSession({ ...request, user: owner, order: order() });
  expect(await markSessionOpened(other.id, transactionId)).toBe(false);
  expect(await markSessionOpened(owner.id, transactionId)).toBe(true);
  expect(await markSessionOpened(owner.id, transactionId)).toBe(false);
});
