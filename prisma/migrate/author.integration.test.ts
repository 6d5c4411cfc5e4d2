import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database';
import { findDifference } from './author';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('the migrations match prisma/schema.prisma, so there is no new migration to write', async () => {
  expect(await findDifference(database.url)).toBeNull();
});
