import { z } from 'zod';
import { ORDER, read, type Simulation } from './running-simulator';

const sessionAnswer = z.object({
  merchant_transaction_id: z.string(),
  widget_id: z.string(),
  address: z.string(),
  signature: z.string(),
  init_token: z.string(),
  type: z.enum(['buy', 'sell']),
});
export type SessionAnswer = z.infer<typeof sessionAnswer>;

const transactionAnswer = z.object({
  merchant_transaction_id: z.string(),
  status: z.string(),
  crypto_amount: z.string(),
  updated_at: z.string(),
});

export const errorAnswer = z.object({ error: z.string(), code: z.string(), message: z.string() });

export async function mint(simulation: Simulation, changes = {}): Promise<SessionAnswer> {
  const response = await simulation.send('POST', '/widget/session', { ...ORDER, ...changes });
  return read(response, sessionAnswer);
}

export async function statusOf(simulation: Simulation, id: string): Promise<string> {
  const answer = await simulation.request(`/widget/transactions/${id}`);
  return (await read(answer, transactionAnswer)).status;
}

export function act(simulation: Simulation, id: string, action: string): Promise<Response> {
  return simulation.send('POST', `/control/api/transactions/${id}/actions`, { action });
}
