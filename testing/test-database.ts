import { randomBytes } from 'node:crypto';
import { atDatabase, onServer } from './server-url';

export type TestDatabase = {
  url: string;
  drop: () => Promise<void>;
};

/** Creates a migrated database from the template in about 30 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer((client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${process.env.TEST_TEMPLATE}`),
  );
  return {
    url: atDatabase(name),
    drop: async () => {
      await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
