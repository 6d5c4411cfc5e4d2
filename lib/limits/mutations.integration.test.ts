import { expect, test } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { countTowardsLimit, countUse, refuseTooMany } from './mutations';

withPartnerApp();

const refused = { name: 'AppError', code: 'too_many_requests' };

test('what a user does too often is refused until the time is over, and nobody else is', async () => {
  const act = (user: string) => countTowardsLimit('act', user, { times: 3, perSeconds: 60 });
  for (let time = 0; time < 3; time += 1) await act('kim');
  await expect(act('kim')).rejects.toMatchObject(refused);
  await act('lee');
  await db().rateLimit.update({ where: { key: 'act, 60 s:kim' }, data: { expire: new Date(0) } });
  // As a process that has not refused anything yet.
  Reflect.deleteProperty(globalThis, Symbol.for('proof-partner-app.limit: act, 60 s'));
  await act('kim');
});

test('processes share the counts, and requests at the same time are all counted', async () => {
  const limit = { times: 5, perSeconds: 60 };
  const act = () => {
    // Another process has its own limiter.
    Reflect.deleteProperty(globalThis, Symbol.for('proof-partner-app.limit: order, 60 s'));
    return countTowardsLimit('order', 'kim', limit);
  };
  const results = await Promise.allSettled(Array.from({ length: 20 }, act));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(limit.times);
});

test('the users of one address share a limit, five times that of one user', async () => {
  const limit = { times: 1, perSeconds: 60 };
  const act = (userId: string, clientIp: string) => countUse('both', { userId, clientIp }, limit);
  for (let user = 0; user < 5; user += 1) await act(`user ${user}`, '192.0.2.1');
  await expect(act('kim', '192.0.2.1')).rejects.toMatchObject(refused);
  await act('lee', '192.0.2.2');
  await expect(act('lee', '192.0.2.3')).rejects.toMatchObject(refused);
});

test('a route handler says when to try again', async () => {
  const use = () =>
    refuseTooMany('export', { userId: 'kim', clientIp: undefined }, { times: 1, perSeconds: 60 });
  expect(await use()).toBeNull();
  const response = await use();
  expect(response?.status).toBe(429);
  expect(Number(response?.headers.get('retry-after'))).toBeGreaterThan(50);
  expect(await response?.text()).toMatch(
    /^You've done this too often. Try again in \d+ seconds\.$/,
  );
});
