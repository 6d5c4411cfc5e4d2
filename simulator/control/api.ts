import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { IllegalActionError } from '../core/actions';
import { newUser, type User } from '../core/user';
import { initialSettings, settingsSchema } from '../settings';
import { ApiError, answerApiError } from '../transport/api-error';
import { faultSchema } from '../transport/faults';
import type { World } from '../world';
import { controlView, newestTransactions, perform } from './perform';
import {
  actionRequestSchema,
  importedTransaction,
  importRequestSchema,
  userRequestSchema,
} from './requests';

const limitSchema = z.coerce.number().int().min(1).max(10_000).default(200);

async function readJson<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await c.req.json().catch(() => {
    throw new ApiError('decode_error', 'The body is not JSON');
  });
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new ApiError('validation_error', z.prettifyError(parsed.error));
  return parsed.data;
}

const userView = ({ partnerUserId, email, kycStatus }: User) => ({
  partner_user_id: partnerUserId,
  email,
  kyc_status: kycStatus,
});

function limitOf(c: Context): number {
  const parsed = limitSchema.safeParse(c.req.query('limit'));
  if (!parsed.success) throw new ApiError('validation_error', z.prettifyError(parsed.error));
  return parsed.data;
}

function requireTransaction(world: World, c: Context) {
  const transaction = world.store.transactions.get(c.req.param('id') ?? '');
  if (!transaction) throw new ApiError('not_found', 'No such transaction');
  return transaction;
}

function runRoutes(api: Hono, world: World): void {
  api.get('/settings', (c) => c.json(world.settings));
  api.patch('/settings', async (c) => {
    Object.assign(world.settings, await readJson(c, settingsSchema.partial()));
    if (world.settings.socket === 'off') world.dropSockets();
    return c.json(world.settings);
  });
  api.get('/faults', (c) => c.json({ faults: world.faults.list() }));
  api.post('/faults', async (c) => {
    world.faults.add(await readJson(c, faultSchema));
    return c.json({ faults: world.faults.list() }, 201);
  });
  api.delete('/faults', (c) => {
    world.faults.clear();
    return c.body(null, 204);
  });
  api.get('/deliveries', (c) => c.json({ deliveries: world.deliveries.newestFirst(limitOf(c)) }));
  api.get('/calls', (c) => c.json({ calls: world.calls.newestFirst(limitOf(c)) }));
  api.post('/reset', (c) => {
    world.provider.stop();
    world.dropSockets();
    world.store.clear();
    world.faults.clear();
    world.calls.clear();
    world.deliveries.clear();
    Object.assign(world.settings, initialSettings(world.config));
    return c.body(null, 204);
  });
}

function recordRoutes(api: Hono, world: World): void {
  api.get('/users', (c) => c.json({ users: [...world.store.users.values()].map(userView) }));
  api.put('/users/:id', async (c) => {
    const { email, kyc_status } = await readJson(c, userRequestSchema);
    const id = c.req.param('id');
    const known = world.store.users.get(id) ?? newUser(id, '');
    const user = { ...known, email: email ?? known.email, kycStatus: kyc_status, check: null };
    world.provider.saveUser(user);
    return c.json(userView(user));
  });
  api.get('/transactions', (c) =>
    c.json({
      transactions: newestTransactions(world, limitOf(c)).map((t) => controlView(world, t)),
    }),
  );
  api.get('/transactions/:id', (c) => c.json(controlView(world, requireTransaction(world, c))));
  api.put('/transactions/:id', async (c) => {
    const request = await readJson(c, importRequestSchema);
    const transaction = importedTransaction(c.req.param('id'), request);
    if (!world.store.users.get(request.partner_user_id)) {
      world.provider.saveUser(newUser(request.partner_user_id, request.user_email ?? ''));
    }
    world.provider.importTransaction(transaction);
    return c.json(controlView(world, transaction));
  });
  api.post('/transactions/:id/actions', async (c) => {
    const transaction = requireTransaction(world, c);
    const { action } = await readJson(c, actionRequestSchema);
    perform(world, transaction, action);
    return c.json(controlView(world, requireTransaction(world, c)));
  });
}

/** Steers the simulator from tests and tools. It has no login: the simulator listens on loopback. */
export function controlApi(world: World): Hono {
  const api = new Hono();
  api.onError((error, c) => {
    if (!(error instanceof IllegalActionError)) return answerApiError(c, error);
    const body = { error: 'conflict', code: 'illegal_action', message: error.message };
    return c.json(body, 409);
  });
  runRoutes(api, world);
  recordRoutes(api, world);
  return api;
}
