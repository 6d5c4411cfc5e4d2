import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app';
import { buildWorld } from './build-world';
import { ConfigError, type SimulatorConfig } from './config';
import { SocketHub } from './transport/socket-hub';
import type { World } from './world';

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

/** Who is told when a status changes, and who is told when the clock is moved. */
function connect(world: World, sockets: SocketHub): void {
  const { provider, webhooks, changes, clock, events } = world;
  provider.onStatusChange((transaction) => sockets.publish(transaction));
  provider.onStatusChange((transaction) => webhooks.deliver(transaction));
  provider.onStatusChange((transaction) => changes.publishTransaction(transaction));
  clock.onChange(() => {
    const { offsetMs, frozenAtMs } = clock.state;
    const data = { nowMs: clock.nowMs(), offsetMs, frozen: frozenAtMs !== null };
    changes.publish({ type: 'clock', data });
    events.record('clock.changed', frozenAtMs === null ? { frozen: false } : { frozenAtMs });
  });
}

/** Starts the simulator on the configured port; port 0 takes a free one. */
export async function startSimulator(config: SimulatorConfig): Promise<RunningSimulator> {
  const world = await buildWorld(config);
  const sockets = new SocketHub(world);
  world.dropSockets = () => sockets.dropAll();
  connect(world, sockets);
  const app = createApp(world);
  // Hono's own Request and Response stay local: other code in this process keeps Node's.
  const options = { overrideGlobalObjects: false };
  const server = createServer(
    getRequestListener((request, env) => app.fetch(request, env), options),
  );
  sockets.attach(server);
  world.provider.resume();
  world.scenarios.resume();

  const stop = () => {
    world.scenarios.stop();
    world.provider.stop();
    world.webhooks.stop();
    world.clock.stop();
    sockets.dropAll();
    world.events.close();
    world.store.close();
  };
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
