import type { Suite } from '../../tools/suites/suite';
import { createTestDatabase } from '../test-database';
import { startTestServer } from '../test-server';
import { Copy } from './copy';
import { blocksOf } from './page';

/** The recipes that change several files. Each one includes a test. */
const recipes = ['Add a side effect with its own table', 'Show another field of Proof'];

const checks = [
  'npm run lint',
  'npm run typecheck',
  'npm run test:unit -- lib/transactions components',
  'npm run test:integration -- lib/side-effects lib/transactions prisma/migrations',
];

/** Applies the recipes to a copy, migrates a database, and runs the tests that the recipes add. */
export const recipeSuite: Suite = {
  label: 'Recipes',
  run: async () => {
    const stop = await startTestServer();
    try {
      const database = await createTestDatabase();
      const copy = await Copy.create('recipes', { DATABASE_URL: database.url });
      for (const recipe of recipes) await copy.apply(blocksOf(recipe));
      const outcome = await copy.check(checks);
      await database.drop();
      return outcome;
    } finally {
      await stop();
    }
  },
};
