import { expect, test, vi } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { readIdentityStatus } from './identity';

const app = withPartnerApp();

test('pages that a user opens within a few seconds ask Proof once, and another user asks anew', async () => {
  const [kim, lee] = [await app.addCustomer(), await app.addCustomer()];
  const ask = () => readIdentityStatus(kim.id);
  const statuses = await Promise.all(Array.from({ length: 20 }, ask));
  expect(new Set(statuses).size).toBe(1);
  await ask();
  expect(await app.countCalls(kim.id)).toBe(1);
  await readIdentityStatus(lee.id);
  expect(await app.countCalls(lee.id)).toBe(1);
  const askAgain = async () => {
    await ask();
    expect(await app.countCalls(kim.id)).toBe(2);
  };
  await vi.waitFor(askAgain, { timeout: 10_000, interval: 500 });
});

test('a failure is not remembered', async () => {
  const { id } = await app.addCustomer();
  await app.control('POST', '/faults', { endpoint: 'kyc', httpStatus: 500 });
  await expect(readIdentityStatus(id)).rejects.toThrow('Proof responded 500');
  expect(await readIdentityStatus(id)).toBe('not_started');
});
