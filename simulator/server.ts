import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app';
import { type Clock, systemClock } from './clock';
import { ConfigError, type SimulatorConfig } from './config';
import { Provider } from './core/provider';
import { createWebhookSender, type Delivery } from './delivery/webhook-sender';
import { type Randomness, systemRandomness } from './randomness';
import { initialSettings } from './settings';
import { BoundedLog } from './state/bounded-log';
import { openStore } from './state/store';
import type { Call } from './transport/call-log';
import { Faults } from './transport/faults';
import { SocketHub } from './transport/socket-hub';
import type { World } from './world';

const LOG_ENTRIES = 1_000;

export type RunningSimulator = { url: string; port: number; close(): Promise<void> };

type Replaceable = { clock?: Clock; randomness?: Randomness };

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

/** Starts the simulator on the configured port; port 0 takes a free one. */
export async function startSimulator(
  config: SimulatorConfig,
  { clock = systemClock, randomness = systemRandomness }: Replaceable = {},
): Promise<RunningSimulator> {
  const settings = initialSettings(config);
  const store = await openStore(config.dataDir, clock.nowMs());
  const provider = new Provider({ store, clock, randomness, settings });
  const deliveries = new BoundedLog<Delivery>(LOG_ENTRIES);
  const webhooks = createWebhookSender(settings, deliveries);
  const sockets = new SocketHub();
  provider.onStatusChange((transaction) => sockets.publish(transaction));
  provider.onStatusChange((transaction) => webhooks.deliver(transaction));
  const world: World = {
    config,
    settings,
    clock,
    randomness,
    store,
    provider,
    faults: new Faults(randomness),
    calls: new BoundedLog<Call>(LOG_ENTRIES),
    deliveries,
    dropSockets: () => sockets.dropAll(),
  };
  const app = createApp(world);
  // Hono's own Request and Response stay local: other code in this process keeps Node's.
  const options = { overrideGlobalObjects: false };
  const server = createServer(
    getRequestListener((request, env) => app.fetch(request, env), options),
  );
  sockets.attach(server, world);

  const stop = () => {
    provider.stop();
    webhooks.stop();
    sockets.dropAll();
    store.close();
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
