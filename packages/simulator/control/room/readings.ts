import type { Hono } from 'hono';
import { z } from 'zod';
import {
  callAnswerSchema,
  clockAnswerSchema,
  deliveryAnswerSchema,
  faultAnswerSchema,
  fidelityAnswerSchema,
  scenarioAnswerSchema,
  transactionAnswerSchema,
} from '../answers';

export type RoomTransaction = z.infer<typeof transactionAnswerSchema>;
export type RoomDelivery = z.infer<typeof deliveryAnswerSchema>;
export type RoomCall = z.infer<typeof callAnswerSchema>;
export type RoomScenario = z.infer<typeof scenarioAnswerSchema>;
export type RoomFault = z.infer<typeof faultAnswerSchema>;
export type FidelityEntry = z.infer<typeof fidelityAnswerSchema>;
export type RoomClock = z.infer<typeof clockAnswerSchema>;

const listSchemas = {
  fidelity: z.object({ entries: z.array(fidelityAnswerSchema) }),
  transactions: z.object({ transactions: z.array(transactionAnswerSchema) }),
  deliveries: z.object({ deliveries: z.array(deliveryAnswerSchema) }),
  calls: z.object({ calls: z.array(callAnswerSchema) }),
  scenarios: z.object({ scenarios: z.array(scenarioAnswerSchema) }),
  faults: z.object({ faults: z.array(faultAnswerSchema) }),
};

/**
 * What the pages show. It is read through the control API and not from memory, so that the room
 * shows nothing that a script could not see as well.
 */
export function readingsFrom(api: Hono) {
  async function read<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return schema.parse(await (await api.request(path)).json());
  }
  return {
    clock: () => read('/clock', clockAnswerSchema),
    transactions: async (limit: number) =>
      (await read(`/transactions?limit=${limit}`, listSchemas.transactions)).transactions,
    transaction: async (id: string) => {
      const response = await api.request(`/transactions/${encodeURIComponent(id)}`);
      return response.ok ? transactionAnswerSchema.parse(await response.json()) : null;
    },
    deliveries: async (limit: number) =>
      (await read(`/deliveries?limit=${limit}`, listSchemas.deliveries)).deliveries,
    calls: async (limit: number) => (await read(`/calls?limit=${limit}`, listSchemas.calls)).calls,
    scenarios: async () => (await read('/scenarios', listSchemas.scenarios)).scenarios,
    fidelity: async () => (await read('/fidelity', listSchemas.fidelity)).entries,
    faults: async () => (await read('/faults', listSchemas.faults)).faults,
  };
}

export type Readings = ReturnType<typeof readingsFrom>;
