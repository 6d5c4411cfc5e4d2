import { afterAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { listener } from '@/lib/live/listener';
import { demoEnvironment } from '@/testing/demo-environment';
import { GET as getHealth } from '../health/route';
import { GET as getLive } from './route';

afterAll(async () => {
  await listener().close();
  await db().$disconnect();
});

test('without a database a process is alive and not ready, so it is not restarted', async () => {
  const nobodyListens = 'postgresql://nobody@127.0.0.1:1/none';
  const settings = await demoEnvironment('.data/live', { LOG_LEVEL: 'silent' });
  Object.assign(process.env, settings, { DATABASE_URL: nobodyListens });
  expect((await getHealth()).status).toBe(503);
  expect((await getLive()).status).toBe(200);
});
