import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import getPort from 'get-port';
import type { Scope } from '../process/scope';
import { seedDatabase } from './seed';

/**
 * Serves the URL at which a POST gives the demo its first data again. It listens on this machine
 * only, and its path is a secret, so that no web page can reset the demo.
 */
export async function serveDemoReset(scope: Scope, env: NodeJS.ProcessEnv): Promise<string> {
  const port = await getPort({ host: '127.0.0.1' });
  const path = `/${randomUUID()}`;
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== path) {
      response.writeHead(404).end();
      return;
    }
    await seedDatabase(scope, env, ['--reset']).then(
      () => response.writeHead(204).end(),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  scope.defer(async () => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${port}${path}`;
}
