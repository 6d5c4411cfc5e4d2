import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { DEFAULT_WIDGET_ID, type SimulatorConfig } from '../config';
import { type RunningSimulator, startSimulator } from '../server';

export const TOKEN = 'sim_test_token';

/** How long a test waits for a condition. */
export const EVENTUALLY = { timeout: 10_000 };

export const ORDER = {
  partner_user_id: 'user-1',
  user_email: 'user-1@example.com',
  network: 'TRC20',
  currency: 'USDT',
  amount: '100',
};

export type TestSimulator = RunningSimulator & {
  dataDir: string;
  request(path: string, init?: RequestInit & { token?: string | null }): Promise<Response>;
  send(method: string, path: string, body?: unknown): Promise<Response>;
  restart(): Promise<void>;
  dispose(): Promise<void>;
};

/** Starts a simulator on a free port with its own data folder. `dispose` removes both. */
export async function startTestSimulator(
  changes: Partial<SimulatorConfig> = {},
): Promise<TestSimulator> {
  const dataDir = await mkdtemp(join(tmpdir(), 'simulator-'));
  const config: SimulatorConfig = {
    port: 0,
    host: '127.0.0.1',
    publicUrl: null,
    controlToken: null,
    clientToken: TOKEN,
    assets: [],
    fiatCurrencies: ['EUR', 'USD', 'GBP'],
    webhookUrls: [],
    widgetId: DEFAULT_WIDGET_ID,
    dataDir,
    allowedIps: [],
    offrampEnabled: true,
    depositWindowSeconds: 21_600,
    stepSeconds: 0.02,
    seed: null,
    partnerUrl: null,
    partnerResetUrl: null,
    demoUsers: [],
    ...changes,
  };
  let running = await startSimulator(config);
  const simulator: TestSimulator = {
    ...running,
    dataDir,
    request(path, { token = TOKEN, ...init } = {}) {
      const headers = new Headers(init.headers);
      if (token !== null) headers.set('authorization', `Bearer ${token}`);
      return fetch(`${running.url}${path}`, { ...init, headers });
    },
    send(method, path, body) {
      const text = body === undefined ? null : JSON.stringify(body);
      return simulator.request(path, { method, body: text });
    },
    async restart() {
      await running.close();
      running = await startSimulator(config);
      simulator.url = running.url;
    },
    close: () => running.close(),
    async dispose() {
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return simulator;
}

export async function parseJson<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(await response.json());
}
