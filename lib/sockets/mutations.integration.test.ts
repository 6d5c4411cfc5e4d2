import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import type { SignedInUser } from '../users/data';
import { mintSession } from '../widget-sessions/mint';
import { claimSocketLeases } from './mutations';

const app = withPartnerApp();

async function mintMany(user: SignedInUser, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let minted = 0; minted < count; minted += 1) {
    const { session } = await mintSession({ user, order: order(), clientIp: undefined });
    ids.push(session.merchant_transaction_id);
  }
  return ids;
}

test('a customer with many orders gets ten sockets, for the newest, and leaves the rest to others', async () => {
  const other = await mintMany(await app.addCustomer(), 2);
  const many = await mintMany(await app.addCustomer(), 14);
  const held = await claimSocketLeases(crypto.randomUUID(), 100);
  expect(held.sort()).toEqual([...many.slice(-10), ...other].sort());
});
