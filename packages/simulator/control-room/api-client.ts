import type { Hono } from 'hono';
import { z } from 'zod';
import {
  callResponseSchema,
  clockResponseSchema,
  deliveryResponseSchema,
  droppedResponseSchema,
  faultResponseSchema,
  fidelityResponseSchema,
  partnerAppResponseSchema,
  presetResponseSchema,
  scenarioResponseSchema,
  transactionResponseSchema,
  userResponseSchema,
} from '../control/response-schemas';
import { settingsSchema } from '../settings';

export type Transaction = z.infer<typeof transactionResponseSchema>;
export type Delivery = z.infer<typeof deliveryResponseSchema>;
export type Dropped = z.infer<typeof droppedResponseSchema>;
export type Call = z.infer<typeof callResponseSchema>;
export type Scenario = z.infer<typeof scenarioResponseSchema>;
export type Fault = z.infer<typeof faultResponseSchema>;
export type Preset = z.infer<typeof presetResponseSchema>;
export type User = z.infer<typeof userResponseSchema>;
export type PartnerApp = z.infer<typeof partnerAppResponseSchema>;
export type FidelityEntry = z.infer<typeof fidelityResponseSchema>;
export type Clock = z.infer<typeof clockResponseSchema>;

const transactionsSchema = z.object({ transactions: z.array(transactionResponseSchema) });
const deliveriesSchema = z.object({ deliveries: z.array(deliveryResponseSchema) });
const droppedSchema = z.object({ messages: z.array(droppedResponseSchema) });
const usersSchema = z.object({ users: z.array(userResponseSchema) });
const callsSchema = z.object({ calls: z.array(callResponseSchema) });
const scenariosSchema = z.object({ scenarios: z.array(scenarioResponseSchema) });
const faultsSchema = z.object({
  faults: z.array(faultResponseSchema),
  presets: z.array(presetResponseSchema),
});
const fidelitySchema = z.object({ entries: z.array(fidelityResponseSchema) });

const serversSchema = z.array(z.object({ url: z.string() }));
const openApiSchema = z.object({
  info: z.object({ title: z.string() }),
  servers: serversSchema,
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ summary: z.string(), servers: serversSchema.optional() })),
  ),
});
export type OpenApi = z.infer<typeof openApiSchema>;

/** The pages read everything through the control API, so they show only what a script can read too. */
export function controlApiClient(api: Hono) {
  async function get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return schema.parse(await (await api.request(path)).json());
  }
  return {
    clock: () => get('/clock', clockResponseSchema),
    transactions: async (limit: number) =>
      (await get(`/transactions?limit=${limit}`, transactionsSchema)).transactions,
    transaction: async (id: string) => {
      const response = await api.request(`/transactions/${encodeURIComponent(id)}`);
      return response.ok ? transactionResponseSchema.parse(await response.json()) : null;
    },
    deliveries: async (limit: number) =>
      (await get(`/deliveries?limit=${limit}`, deliveriesSchema)).deliveries,
    dropped: async (limit: number) =>
      (await get(`/dropped-messages?limit=${limit}`, droppedSchema)).messages,
    calls: async (limit: number) => (await get(`/calls?limit=${limit}`, callsSchema)).calls,
    scenarios: async () => (await get('/scenarios', scenariosSchema)).scenarios,
    users: async () => (await get('/users', usersSchema)).users,
    partnerApp: () => get('/partner-app', partnerAppResponseSchema),
    faults: () => get('/faults', faultsSchema),
    settings: () => get('/settings', settingsSchema),
    document: () => get('/openapi.json', openApiSchema),
    fidelity: async () => (await get('/fidelity', fidelitySchema)).entries,
  };
}

export type ControlApiClient = ReturnType<typeof controlApiClient>;
