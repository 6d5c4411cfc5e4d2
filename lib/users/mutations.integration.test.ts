import { expect, test } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { saveUser } from './mutations';

withPartnerApp();

test('a new user whose first requests arrive together is stored once, and each request gets them', async () => {
  // Opens the connections, so that the requests below reach the database at the same time.
  await Promise.all(Array.from({ length: 10 }, () => db().$executeRaw`SELECT pg_sleep(0.1)`));
  const profile = { id: 'crm-1', email: 'kim@example.com', name: 'Kim' };
  const saved = await Promise.all(Array.from({ length: 10 }, () => saveUser(profile)));
  for (const user of saved) expect(user).toEqual({ ...profile, role: 'customer' });
  expect(await db().user.count()).toBe(1);
});

test('an email address of another user is refused', async () => {
  await saveUser({ id: 'crm-2', email: 'lee@example.com', name: 'Lee' });
  await expect(saveUser({ id: 'crm-3', email: 'lee@example.com', name: 'Lee' })).rejects.toThrow(
    'Another user has the email address of user crm-3.',
  );
});
