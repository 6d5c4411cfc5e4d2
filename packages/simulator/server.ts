import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { SocketHub } from './api/socket-hub';
import { createApp } from './app';
import { ConfigError, type SimulatorConfig } from './config';
import { createSimulator, type Simulator } from './simulator';

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

function subscribe(simulator: Simulator, sockets: SocketHub): void {
  const { provider, webhooks, changes, clock, events } = simulator;
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

/** Starts the simulator on the configured port; port 0 picks a free one. */
export async function startSimulator(config: SimulatorConfig): Promise<RunningSimulator> {
  const simulator = await createSimulator(config);
  const sockets = new SocketHub(simulator);
  simulator.closeSockets = () => sockets.closeAll();
  subscribe(simulator, sockets);
  const app = createApp(simulator);
  // By default Hono replaces the global Request and Response of the whole process.
  const options = { overrideGlobalObjects: false };
  const server = createServer(
    getRequestListener((request, env) => app.fetch(request, env), options),
  );
  sockets.attach(server);
  simulator.provider.resume();
  simulator.scenarios.resume();

  const stop = () => {
    simulator.scenarios.stop();
    simulator.provider.stop();
    simulator.webhooks.stop();
    simulator.clock.stop();
    sockets.closeAll();
    simulator.events.close();
    simulator.store.close();
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
