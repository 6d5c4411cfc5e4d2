import { type AllowedRow, allowing, expecting, isPaid, type Row, webhook } from './deviation';

const otherId = '550e8400-e29b-41d4-a716-446655440000';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const webhooks: Row[] = [
  ['there is no webhook', 'on every status change', 'buy.webhook-arrives', { webhook: () => null }],
  [
    'webhooks are about another order only',
    'of any of the transactions',
    'buy.webhook-arrives',
    webhook({
      merchant_transaction_id: otherId,
    }),
  ],
  ['webhooks are PUT', 'POST', 'buy.webhook-shape', { webhookMethods: ['PUT'] }],
  [
    'webhooks are called plain text',
    'application/json',
    'buy.webhook-shape',
    {
      webhook: (headers) => headers.set('content-type', 'text/plain'),
    },
  ],
  [
    'webhooks are called forms',
    'application/json',
    'buy.webhook-shape',
    {
      webhook: (headers) => headers.set('content-type', 'application/x-www-form-urlencoded'),
    },
  ],
  [
    'webhooks are wrapped',
    'the fields are at the top level',
    'buy.webhook-arrives',
    webhook((body) => {
      const data = { ...body };
      for (const name of Object.keys(body)) delete body[name];
      return { event: 'transaction.updated', data };
    }),
  ],
  [
    'the crypto amount of webhooks is another',
    'crypto_amount is final',
    'buy.webhook-agrees',
    webhook((body) => (isPaid(body) ? { crypto_amount: '12.34' } : {})),
  ],
  [
    'the crypto amount of webhooks is a number',
    'a string',
    'buy.webhook-shape',
    webhook((body) => (isPaid(body) ? { crypto_amount: Number(body.crypto_amount) } : {})),
  ],
  [
    'the crypto amount of webhooks stays empty',
    'empty only before processing',
    'buy.webhook-shape',
    webhook({
      crypto_amount: '',
    }),
  ],
  [
    'the fiat amount of webhooks is another',
    'GET is the authority',
    'buy.webhook-agrees',
    webhook({ fiat_amount: '1.00' }),
  ],
  [
    'the fiat amount of webhooks is a number',
    'a string',
    'buy.webhook-shape',
    webhook(({ fiat_amount: amount }) => ({
      fiat_amount: Number(amount),
    })),
  ],
  [
    'the fiat currency of webhooks is another',
    'GET is the authority',
    'buy.webhook-agrees',
    webhook({
      fiat_currency: 'GBP',
    }),
  ],
  [
    'the network of webhooks is in lower case',
    'that of the order',
    'buy.webhook-agrees',
    webhook({ network: 'trc20' }),
  ],
  [
    'webhooks have no network',
    'a field of the payload',
    'buy.webhook-shape',
    webhook({ network: undefined }),
  ],
  [
    'the currency of webhooks is another',
    'that of the order',
    'buy.webhook-agrees',
    webhook({ currency: 'USDC' }),
  ],
  ['webhooks say sell', 'type of the order', 'buy.webhook-agrees', webhook({ type: 'sell' })],
  [
    'the status of webhooks is capitalised',
    'five statuses',
    'buy.webhook-shape',
    webhook(({ status }) => ({
      status: String(status).replace(/^./, (letter) => letter.toUpperCase()),
    })),
  ],
  [
    'webhooks say failed for completed',
    'GET is the authority',
    'buy.webhook-agrees',
    webhook(({ status }) => ({
      status: status === 'completed' ? 'failed' : status,
    })),
  ],
  [
    'updated_at of webhooks has no zone',
    'ISO 8601, UTC',
    'buy.webhook-shape',
    webhook(({ updated_at: time }) => ({
      updated_at: String(time).replace('Z', ''),
    })),
  ],
  [
    'updated_at of webhooks is a number',
    'ISO 8601, UTC',
    'buy.webhook-shape',
    webhook(({ updated_at: time }) => ({
      updated_at: Date.parse(String(time)),
    })),
  ],
  [
    'updated_at of webhooks stays at the creation',
    'of this status change',
    'buy.webhook-shape',
    webhook((body) => ({
      updated_at: body.created_at,
    })),
  ],
  [
    'webhooks have no created_at',
    'a field of the payload',
    'buy.webhook-shape',
    webhook({ created_at: undefined }),
  ],
  [
    'created_at of webhooks is another',
    'GET is the authority',
    'buy.webhook-agrees',
    webhook({
      created_at: '2020-01-01T00:00:00.000Z',
    }),
  ],
];

const silent: Row[] = [
  [
    'one webhook is lost',
    'best effort',
    'buy.webhook-delivery',
    {
      webhook: (_, { status }) => (status === 'processing' ? null : undefined),
    },
  ],
  [
    'webhooks are late',
    'how fast is not stated',
    'buy.webhook-delivery',
    { webhook: () => sleep(1_500) },
  ],
];

const allowed: AllowedRow[] = [
  ['webhooks have unknown fields', 'not forbidden', webhook({ attempt: 1 })],
  ['webhooks come twice', 'the same event several times', { webhookMethods: ['POST', 'POST'] }],
];

export const furtherWebhooks = [
  ...expecting('failed', webhooks),
  ...expecting('observed', silent),
  ...allowing(allowed),
];
