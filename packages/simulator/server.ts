import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError, type SimulatorConfig } from './config';
import { lockDataFolder } from './state/data-folder';
import { Worlds } from './worlds/worlds';

export type RunningSimulator = { url: string; port: number; close(): Promise<void> };

function listen(server: Server, { port, host }: SimulatorConfig): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `port ${port} is in use; stop the other program or set SIMULATOR_PORT`
          : error.message;
      reject(new ConfigError(`The simulator cannot start: ${reason}.`));
    });
    server.listen(port, host, () => {
      const address: string | AddressInfo | null = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Starts the simulator on the configured port; port 0 picks a free one. */
export async function startSimulator(config: SimulatorConfig): Promise<RunningSimulator> {
  const unlock = await lockDataFolder(config.dataDir);
  const worlds = new Worlds(config);
  const server = createServer((request, response) =>
    worlds.route(request).handle(request, response),
  );
  server.on('upgrade', (request, socket, head) => {
    worlds.route(request).upgrade(request, socket, head);
  });
  const stop = () => {
    worlds.close();
    unlock();
  };
  await worlds.open().catch((error: unknown) => {
    stop();
    throw error;
  });
  const port = await listen(server, config).catch((error: unknown) => {
    stop();
    throw error;
  });
  return {
    url: `http://localhost:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        stop();
        server.closeAllConnections();
      }),
  };
}
