import { once } from 'node:events';
import { awaitHealthy } from '../../tools/process/await-healthy';
import { runCommand } from '../../tools/process/run-command';
import { release } from '../../tools/steps/release';
import { createBridge } from './bridge';

/** The app and its bridge, as the certification starts and restarts them. */
runCommand(async (scope) => {
  const { PORT, BRIDGE_PORT } = process.env;
  const appUrl = `http://127.0.0.1:${PORT}`;
  const env = { ...process.env, NODE_ENV: 'production' as const, HOSTNAME: '127.0.0.1' };
  const app = scope.start({ name: 'web', args: [`${release}/server.js`], env, output: 'log' });
  await awaitHealthy(app, `${appUrl}/api/health`);
  const bridge = createBridge(appUrl, process.env).listen(Number(BRIDGE_PORT), '127.0.0.1');
  await once(bridge, 'listening');
  return app.exited;
});
