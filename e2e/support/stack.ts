import { rm } from 'node:fs/promises';
import { Scope } from '../../scripts/process/scope';
import { seedDatabase } from '../../scripts/steps/seed';
import { startApp, startSimulator } from '../../scripts/steps/services';
import { demoEnvironment, type Settings } from '../../tests/support/demo-environment';
import { type Control, controlAt } from '../../tests/support/simulator';
import { createTestDatabase } from '../../tests/support/test-database';

export interface Stack {
  appUrl: string;
  simulatorUrl: string;
  databaseUrl: string;
  control: Control;
  stop: () => Promise<void>;
}

/** Starts a database, a simulator and the built app of one's own, seeded, all on free ports. */
export async function startStack(folder: string, overrides: Settings = {}): Promise<Stack> {
  await rm(folder, { recursive: true, force: true });
  const scope = new Scope(folder);
  try {
    const database = await createTestDatabase();
    scope.defer(database.drop);
    const settings = await demoEnvironment(`${folder}/simulator`, overrides);
    const env = { ...settings, DATABASE_URL: database.url };
    await startSimulator(scope, env, 'log');
    await seedDatabase(scope, env);
    await startApp(scope, env, 'log');
    const { AUTH_URL: appUrl = '', PROOF_API_URL: simulatorUrl = '' } = settings;
    return {
      appUrl,
      simulatorUrl,
      databaseUrl: database.url,
      control: controlAt(simulatorUrl),
      stop: () => scope.close(),
    };
  } catch (error) {
    await scope.close();
    throw error;
  }
}
