import { rm } from 'node:fs/promises';
import { demoEnvironment, type Settings } from '../../testing/demo-environment';
import { type Control, controlAt } from '../../testing/simulator';
import { createTestDatabase } from '../../testing/test-database';
import { Scope } from '../../tools/process/scope';
import { startSimulator } from '../../tools/simulator/start';
import { serveDemoReset } from '../../tools/steps/demo-reset';
import { startApp } from '../../tools/steps/start-app';

export type Stack = {
  appUrl: string;
  simulatorUrl: string;
  databaseUrl: string;
  authSecret: string;
  webhookSecret: string;
  control: Control;
  /** What the app logs. */
  logFile: string;
  stop: () => Promise<void>;
};

/** Starts a new database, simulator and built app on free ports. */
export async function startStack(folder: string, overrides: Settings = {}): Promise<Stack> {
  await rm(folder, { recursive: true, force: true });
  const scope = new Scope(folder);
  try {
    const database = await createTestDatabase();
    scope.defer(database.drop);
    const settings = await demoEnvironment(`${folder}/simulator`, overrides);
    const env: NodeJS.ProcessEnv = { ...settings, DATABASE_URL: database.url };
    env.SIMULATOR_PARTNER_RESET_URL = await serveDemoReset(scope, env);
    // The options of testing/live-memory.ts are for the app.
    await startSimulator(scope, { ...env, NODE_OPTIONS: process.env.NODE_OPTIONS }, 'log');
    await startApp(scope, env, 'log');
    const { AUTH_URL: appUrl = '', PROOF_API_URL: simulatorUrl = '' } = settings;
    return {
      appUrl,
      simulatorUrl,
      databaseUrl: database.url,
      authSecret: String(settings.AUTH_SECRET),
      webhookSecret: String(settings.PROOF_WEBHOOK_SECRET),
      control: controlAt(simulatorUrl),
      logFile: `${folder}/app.log`,
      stop: () => scope.close(),
    };
  } catch (error) {
    await scope.close();
    throw error;
  }
}
