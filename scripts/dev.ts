import { demoUsers } from '../lib/demo-users';
import { applyMigrations } from '../prisma/migrate/apply';
import { withDatabase } from '../tools/database/local-database';
import { requireFreePort } from '../tools/process/ports';
import { runUntilStopped } from '../tools/process/run-command';
import { localEnvironment } from '../tools/simulator/environment';
import { startSimulator } from '../tools/simulator/start';
import { generateClient } from '../tools/steps/generate';
import { seedDatabase } from '../tools/steps/seed';

runUntilStopped(async (scope) => {
  const { env: settings, simulated } = localEnvironment('development');
  const port = settings.PORT || '3000';
  await requireFreePort('PORT', port);
  if (simulated) await requireFreePort('SIMULATOR_PORT', settings.SIMULATOR_PORT);

  const env = await withDatabase(scope, settings);
  await scope.finish(applyMigrations(env.DATABASE_URL));
  await generateClient(scope, env);
  if (simulated) {
    const names = { SIMULATOR_DEMO_USERS: JSON.stringify(demoUsers) };
    await startSimulator(scope, { ...names, ...env }, 'terminal');
    if (env.DEMO_MODE === 'true') await seedDatabase(scope, env);
  }
  // Next.js prints 127.0.0.1, where the cookie of a sign-in does not reach AUTH_URL.
  if (env.AUTH_URL)
    console.log(`Open the app at ${env.AUTH_URL}. Sign-ins work at this address only.\n`);
  const next = 'node_modules/next/dist/bin/next';
  const args = [next, 'dev', '--hostname', '127.0.0.1', '--port', port];
  return scope.start({ name: 'dev', args, env, output: 'terminal' }).exited;
});
