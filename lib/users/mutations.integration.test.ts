import { expect, test } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { saveUser } from './mutations';

withPartnerApp();

test('concurrent first requests of a new user store the user once and all return the user', async () => {
  // Opens the connections first, so that the requests reach the database at the same time.
  await Promise.all(Array.from({ length: 10 }, () => db().$executeRaw`SELECT pg_sleep(0.1)`));
  const profile = { id: 'crm-1', email: 'kim@example.com', name: 'Kim' };
  const saved = await Promise.all(Array.from({ length: 10 }, () => saveUser(profile)));
  for (const user of saved) expect(user).toEqual({ ...profile, role: 'customer' });
  expect(await db().user.count()).toBe(1);
});

test('the email address of another user is rejected', async () => {
  await saveUser({ id: 'crm-2', email: 'lee@example.com', name: 'Lee' });
  await expect(saveUser({ id: 'crm-3', email: 'lee@example.com', name: 'Lee' })).rejects.toThrow(
    'Another user has the email address of user crm-3.',
  );
});
