import { z } from 'zod';

/** The body of a webhook, according to the contract. */
const providerTransactionSchema = z.object({
  merchant_transaction_id: z.string(),
  type: z.enum(['buy', 'sell']),
  status: z.enum(['pending', 'processing', 'completed', 'failed', 'cancelled']),
  currency: z.string(),
  network: z.string(),
  crypto_amount: z.string(),
  fiat_currency: z.string(),
  fiat_amount: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});
type ProviderTransaction = z.infer<typeof providerTransactionSchema>;

const callSchema = z.object({ at: z.string(), path: z.string() });
type ProviderCall = { atMs: number; path: string };

export type Provider = {
  configure: (settings: object) => Promise<void>;
  act: (id: string, action: string) => Promise<ProviderTransaction>;
  transaction: (id: string) => Promise<ProviderTransaction>;
  transactions: () => Promise<ProviderTransaction[]>;
  /** The latest requests to it, newest first. */
  calls: () => Promise<ProviderCall[]>;
};

export function connectProvider(url: string): Provider {
  const send = async (method: string, path: string, body: object = {}): Promise<unknown> => {
    const response = await fetch(`${url}/control/api${path}`, {
      method,
      ...(method === 'GET'
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };
  return {
    configure: async (settings) => void (await send('PATCH', '/settings', settings)),
    act: async (id, action) =>
      providerTransactionSchema.parse(
        await send('POST', `/transactions/${id}/actions`, { action }),
      ),
    transaction: async (id) =>
      providerTransactionSchema.parse(await send('GET', `/transactions/${id}`)),
    transactions: async () =>
      z
        .object({ transactions: z.array(providerTransactionSchema) })
        .parse(await send('GET', '/transactions?limit=10000')).transactions,
    calls: async () =>
      z
        .object({ calls: z.array(callSchema) })
        .parse(await send('GET', '/calls?limit=1000'))
        .calls.map(({ at, ...call }) => ({ ...call, atMs: Date.parse(at) })),
  };
}
