import { expect, test, vi } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { countTowardsLimit } from './mutations';

withPartnerApp();

const refused = { name: 'AppError', code: 'too_many_requests' };

test('what a user does too often is refused until the time is over, and nobody else is', async () => {
  const limit = { times: 3, perSeconds: 1 };
  const act = (user: string) => countTowardsLimit('act', user, limit);
  for (let time = 0; time < limit.times; time += 1) await act('kim');
  await expect(act('kim')).rejects.toMatchObject(refused);
  await act('lee');
  await vi.waitFor(() => act('kim'), { timeout: 5_000 });
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
