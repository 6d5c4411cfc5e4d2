import { expecting, isPaid, type Row, webhook } from './deviation';

const otherId = '550e8400-e29b-41d4-a716-446655440000';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const webhooks: Row[] = [
  ['there is no webhook', 'on every status change', { webhook: () => null }],
  [
    'webhooks are about another order only',
    'of any of the transactions',
    webhook({
      merchant_transaction_id: otherId,
    }),
  ],
  ['webhooks are PUT', 'POST', { webhookMethods: ['PUT'] }],
  [
    'webhooks are called plain text',
    'application/json',
    {
      webhook: (headers) => headers.set('content-type', 'text/plain'),
    },
  ],
  [
    'webhooks are called forms',
    'application/json',
    {
      webhook: (headers) => headers.set('content-type', 'application/x-www-form-urlencoded'),
    },
  ],
  [
    'webhooks are wrapped',
    'the fields are at the top level',
    webhook((body) => {
      const data = { ...body };
      for (const name of Object.keys(body)) delete body[name];
      return { event: 'transaction.updated', data };
    }),
  ],
  [
    'the crypto amount of webhooks is another',
    'crypto_amount is final',
    webhook((body) => (isPaid(body) ? { crypto_amount: '12.34' } : {})),
  ],
  [
    'the crypto amount of webhooks is a number',
    'a string',
    webhook((body) => (isPaid(body) ? { crypto_amount: Number(body.crypto_amount) } : {})),
  ],
  [
    'the crypto amount of webhooks stays empty',
    'empty only before processing',
    webhook({
      crypto_amount: '',
    }),
  ],
  [
    'the fiat amount of webhooks is another',
    'GET is the authority',
    webhook({ fiat_amount: '1.00' }),
  ],
  [
    'the fiat amount of webhooks is a number',
    'a string',
    webhook(({ fiat_amount: amount }) => ({
      fiat_amount: Number(amount),
    })),
  ],
  [
    'the fiat currency of webhooks is another',
    'GET is the authority',
    webhook({
      fiat_currency: 'GBP',
    }),
  ],
  ['the network of webhooks is in lower case', 'that of the order', webhook({ network: 'trc20' })],
  ['webhooks have no network', 'a field of the payload', webhook({ network: undefined })],
  ['the currency of webhooks is another', 'that of the order', webhook({ currency: 'USDC' })],
  ['webhooks say sell', 'type of the order', webhook({ type: 'sell' })],
  [
    'the status of webhooks is capitalised',
    'five statuses',
    webhook(({ status }) => ({
      status: String(status).replace(/^./, (letter) => letter.toUpperCase()),
    })),
  ],
  [
    'webhooks say failed for completed',
    'GET is the authority',
    webhook(({ status }) => ({
      status: status === 'completed' ? 'failed' : status,
    })),
  ],
  [
    'updated_at of webhooks has no zone',
    'ISO 8601, UTC',
    webhook(({ updated_at: time }) => ({
      updated_at: String(time).replace('Z', ''),
    })),
  ],
  [
    'updated_at of webhooks is a number',
    'ISO 8601, UTC',
    webhook(({ updated_at: time }) => ({
      updated_at: Date.parse(String(time)),
    })),
  ],
  [
    'updated_at of webhooks stays at the creation',
    'of this status change',
    webhook((body) => ({
      updated_at: body.created_at,
    })),
  ],
  ['webhooks have no created_at', 'a field of the payload', webhook({ created_at: undefined })],
  [
    'created_at of webhooks is another',
    'GET is the authority',
    webhook({
      created_at: '2020-01-01T00:00:00.000Z',
    }),
  ],
];

const silent: Row[] = [
  [
    'one webhook is lost',
    'best effort',
    {
      webhook: (_, { status }) => (status === 'processing' ? null : undefined),
    },
  ],
  ['webhooks are late', 'how fast is not stated', { webhook: () => sleep(1_500) }],
];

const allowed: Row[] = [
  ['webhooks have unknown fields', 'not forbidden', webhook({ attempt: 1 })],
  ['webhooks come twice', 'the same event several times', { webhookMethods: ['POST', 'POST'] }],
];

export const furtherWebhooks = [
  ...expecting('failed', webhooks),
  ...expecting('observed', silent),
  ...expecting('nothing', allowed),
];
