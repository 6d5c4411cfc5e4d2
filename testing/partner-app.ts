import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';
import { db } from '../lib/db';
import { listener } from '../lib/live/listener';
import type { SignedInUser } from '../lib/users/data';
import type { Order } from '../lib/widget-sessions/schema';
import { orderSchema } from '../lib/widget-sessions/schema';
import type { Settings } from './demo-environment';
import { startSimulator, type TestSimulator } from './simulator';
import { createTestDatabase, type TestDatabase } from './test-database';

export type TestApp = {
  simulator: TestSimulator;
  addCustomer: () => Promise<SignedInUser>;
  /** Calls the simulator's control API. Throws on an error response. */
  control: (method: string, path: string, body?: object) => Promise<unknown>;
  /** The number of requests to the simulator whose path contains `path`. */
  countCalls: (path: string) => Promise<number>;
};

/** Starts a database and a simulator, so that a test file can call the app's modules. */
export function withPartnerApp(overrides: Settings = {}): TestApp {
  let simulator: TestSimulator;
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    simulator = await startSimulator({ SIMULATOR_STEP_SECONDS: '0', ...overrides });
    Object.assign(process.env, simulator.settings, {
      DATABASE_URL: database.url,
      LOG_LEVEL: 'silent',
    });
  });
  afterAll(async () => {
    await listener().close();
    await db().$disconnect();
    await simulator.stop();
    await database.drop();
  });
  const control: TestApp['control'] = async (method, path, body) => {
    const response = await simulator.control(path, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
      headers: { 'content-type': 'application/json' },
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };
  return {
    get simulator() {
      return simulator;
    },
    control,
    addCustomer: async () => {
      const id = crypto.randomUUID();
      return db().user.create({
        data: { id, email: `${id}@example.com` },
        select: { id: true, name: true, email: true, role: true },
      });
    },
    countCalls: async (path) => {
      const { calls } = callsSchema.parse(await control('GET', '/calls?limit=10000'));
      return calls.filter((call) => call.path.includes(path)).length;
    },
  };
}

const callsSchema = z.object({ calls: z.array(z.looseObject({ path: z.string() })) });

/** A valid order, as the form submits it. */
export function order(overrides: Partial<Record<keyof Order, string>> = {}): Order {
  return orderSchema(['TRC20:USDT', 'ERC20:USDT']).parse({
    idempotencyKey: crypto.randomUUID(),
    type: 'buy',
    asset: 'TRC20:USDT',
    amount: '100',
    ...overrides,
  });
}
