import { randomBytes } from 'node:crypto';
import type { Adapter } from './adapter/schema';
import { Users } from './checks/users';
import { Backend } from './partner/backend';
import { BackendProcess, requireReachable } from './partner/backend-process';
import { ProviderProxy } from './provider/proxy';
import { WebhookRelay } from './provider/relay';
import { openSimulator, type Simulator } from './provider/simulator';

/** What all checks share. */
export type Equipment = {
  adapter: Adapter;
  backend: Backend;
  process: BackendProcess | null;
  proxy: ProviderProxy;
  relay: WebhookRelay;
  simulator: Simulator;
  users: Users;
  /** What the backend authenticates with. */
  token: string;
  /** How long the backend may take to learn of a change without a webhook. */
  pollMs: number;
  nextAmount(): string;
};

export type Release = () => unknown;

/** Starts everything that stands around the backend, and the backend if the file says how. */
export async function prepare(adapter: Adapter, releases: Release[]): Promise<Equipment> {
  const { start } = adapter;
  if (!start) await requireReachable(adapter);
  const simulator = await openSimulator(adapter);
  releases.push(() => simulator.release());
  const token = adapter.proxy.token ?? `sim_certify_${randomBytes(8).toString('hex')}`;
  const backend = new Backend(adapter, token);
  const { webhook } = adapter;
  const relay = new WebhookRelay(webhook ? (body) => backend.deliver(body, webhook.url) : null);
  releases.push(() => relay.close());
  await simulator.prepare(await relay.listen());
  const proxy = new ProviderProxy(simulator, token);
  releases.push(() => proxy.close());
  const port = await proxy.listen(adapter.proxy.port ?? 0);
  let backendProcess: BackendProcess | null = null;
  if (start) {
    const apiUrl = `http://127.0.0.1:${port}`;
    const started = new BackendProcess({ ...adapter, start }, { apiUrl, token });
    releases.push(() => started.stop());
    await started.start();
    backendProcess = started;
    await requireReachable(adapter);
  }
  let amount = adapter.order.minAmount;
  const nextAmount = () => {
    amount += 1;
    return String(amount);
  };
  const pollMs = adapter.pollWithinSeconds * 1_000;
  const users = new Users(adapter);
  return {
    ...{ adapter, backend, proxy, relay, simulator },
    process: backendProcess,
    token,
    users,
    pollMs,
    nextAmount,
  };
}
