import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { SocketHub } from '../api/socket-hub';
import { createApp } from '../app';
import type { SimulatorConfig } from '../config';
import { createSimulator, type Simulator } from '../simulator';
import type { WorldRegistry } from './registry';

/** A simulator with records, settings, faults, clock and logs of its own. */
export type World = {
  simulator: Simulator;
  handle: ReturnType<typeof getRequestListener>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
};

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

/** Loads the world's records and resumes what was scheduled. */
export async function openWorld(config: SimulatorConfig, worlds: WorldRegistry): Promise<World> {
  const simulator = await createSimulator(config);
  const sockets = new SocketHub(simulator);
  simulator.closeSockets = () => sockets.closeAll();
  subscribe(simulator, sockets);
  const app = createApp(simulator, worlds);
  simulator.provider.resume();
  simulator.scenarios.resume();
  return {
    simulator,
    // By default Hono replaces the global Request and Response of the whole process.
    handle: getRequestListener((request, env) => app.fetch(request, env), {
      overrideGlobalObjects: false,
    }),
    upgrade: (...connection) => sockets.upgrade(...connection),
    close() {
      simulator.scenarios.stop();
      simulator.provider.stop();
      simulator.webhooks.stop();
      simulator.clock.stop();
      sockets.closeAll();
      simulator.events.close();
      simulator.store.close();
    },
  };
}
