import { z } from 'zod';
import { ORDER, parseJson, type TestSimulator } from './test-simulator';

export const sessionSchema = z.object({
  merchant_transaction_id: z.string(),
  widget_id: z.string(),
  address: z.string(),
  signature: z.string(),
  init_token: z.string(),
  fiat_currency: z.string(),
  type: z.enum(['buy', 'sell']),
});
export type Session = z.infer<typeof sessionSchema>;

const transactionSchema = z.object({ status: z.string() });

export const errorSchema = z.object({ error: z.string(), code: z.string(), message: z.string() });

export async function createSession(simulator: TestSimulator, changes = {}): Promise<Session> {
  const response = await simulator.send('POST', '/widget/session', { ...ORDER, ...changes });
  return parseJson(response, sessionSchema);
}

export async function getStatus(simulator: TestSimulator, id: string): Promise<string> {
  const response = await simulator.request(`/widget/transactions/${id}`);
  return (await parseJson(response, transactionSchema)).status;
}
