import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { mintSession } from './mint';

const app = withPartnerApp({ PROOF_OFFRAMP_ENABLED: 'false' });

test('a sell is refused before anything is stored or sent if off-ramp is disabled', async () => {
  const user = await app.addCustomer();
  const request = { user, clientIp: undefined };
  await expect(mintSession({ ...request, order: order({ type: 'sell' }) })).rejects.toMatchObject({
    code: 'offramp_not_enabled',
  });
  expect(await app.countCalls('/widget/session')).toBe(0);
  expect(await db().sessionClaim.count()).toBe(0);
  await expect(mintSession({ ...request, order: order() })).resolves.toHaveProperty('session');
});
