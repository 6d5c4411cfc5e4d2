import { expecting, isPaid, type Row, transaction } from './deviation';

const iso8601 = 'ISO 8601, UTC';

const withoutZone = (time: unknown) => String(time).replace('Z', '');

/** The same moment, in a zone two hours east of UTC. */
const withOffset = (time: unknown) =>
  new Date(Date.parse(String(time)) + 7_200_000).toISOString().replace('Z', '+02:00');

const fields: Row[] = [
  [
    'the id is that of another order',
    'the requested transaction',
    transaction({ merchant_transaction_id: '550e8400-e29b-41d4-a716-446655440000' }),
  ],
  ['the user is another', 'partner_user_id of the order', transaction({ partner_user_id: 'u' })],
  ['the user is null', 'partner_user_id is a string', transaction({ partner_user_id: null })],
  [
    'a status is in upper case',
    'five statuses',
    transaction(({ status }) => ({
      status: String(status).toUpperCase(),
    })),
  ],
  [
    'a paid order is called success',
    'five statuses',
    transaction(({ status }) => ({
      status: status === 'completed' ? 'success' : status,
    })),
  ],
  ['every order sells', 'type of the order', transaction({ type: 'sell' })],
  [
    'the network is in lower case when read',
    'that of the order',
    transaction({ network: 'trc20' }),
  ],
  ['the currency is another when read', 'that of the order', transaction({ currency: 'USDC' })],
  [
    'the crypto amount is another when read',
    'final; other channels carry it too',
    transaction((body) => (isPaid(body) ? { crypto_amount: '12.34' } : {})),
  ],
  [
    'the crypto amount is a number when read',
    'a string',
    transaction((body) => ({
      crypto_amount: isPaid(body) ? Number(body.crypto_amount) : '',
    })),
  ],
  [
    'the crypto amount has an exponent',
    'a decimal string',
    transaction((body) => ({
      crypto_amount: isPaid(body) ? '1.0e2' : '',
    })),
  ],
  [
    'the crypto amount has a unit',
    'a decimal string',
    transaction((body) => ({
      crypto_amount: isPaid(body) ? `${body.crypto_amount} USDT` : '',
    })),
  ],
  [
    'the crypto amount stays null',
    'filled from processing on',
    transaction({ crypto_amount: null }),
  ],
  [
    'the crypto amount stays empty',
    'filled from processing on',
    transaction({ crypto_amount: '' }),
  ],
  [
    'the fiat amount is a number',
    'a string',
    transaction(({ fiat_amount: amount }) => ({
      fiat_amount: Number(amount),
    })),
  ],
  [
    'the fiat amount has a comma',
    'a decimal string',
    transaction(({ fiat_amount: amount }) => ({
      fiat_amount: String(amount).replace('.', ','),
    })),
  ],
  [
    'the fiat amount is another when read',
    'other channels carry it too',
    transaction((body) => (isPaid(body) ? { fiat_amount: '1.00' } : {})),
  ],
  [
    'the fiat currency is missing',
    'a field of a transaction',
    transaction({
      fiat_currency: undefined,
    }),
  ],
  [
    'created_at has no zone',
    iso8601,
    transaction(({ created_at: time }) => ({
      created_at: withoutZone(time),
    })),
  ],
  [
    'updated_at has an offset',
    iso8601,
    transaction(({ updated_at: time }) => ({
      updated_at: withOffset(time),
    })),
  ],
  [
    'updated_at is a number',
    iso8601,
    transaction(({ updated_at: time }) => ({
      updated_at: Date.parse(String(time)),
    })),
  ],
  [
    'created_at has a space',
    iso8601,
    transaction(({ created_at: time }) => ({
      created_at: String(time).replace('T', ' '),
    })),
  ],
  [
    'created_at is a date',
    iso8601,
    transaction(({ created_at: time }) => ({
      created_at: String(time).slice(0, 10),
    })),
  ],
  [
    'times are local but end in Z',
    iso8601,
    transaction((body) => ({
      created_at: withOffset(body.created_at).replace('+02:00', 'Z'),
      updated_at: withOffset(body.updated_at).replace('+02:00', 'Z'),
    })),
  ],
  [
    'updated_at stays at the creation',
    'when it was updated',
    transaction((body) => ({
      updated_at: body.created_at,
    })),
  ],
  [
    'updated_at is before created_at',
    'when it was updated',
    transaction({
      updated_at: '2020-01-01T00:00:00.000Z',
    }),
  ],
  [
    'created_at is the time of the request',
    'when it was created',
    transaction(() => ({
      created_at: new Date().toISOString(),
      updated_at: new Date().toISOString(),
    })),
  ],
];

const allowed: Row[] = [
  [
    'times have no fraction',
    iso8601,
    transaction((body) => ({
      created_at: String(body.created_at).replace(/\.\d+/, ''),
      updated_at: String(body.updated_at).replace(/\.\d+/, ''),
    })),
  ],
  [
    'times have the offset +00:00',
    iso8601,
    transaction((body) => ({
      created_at: String(body.created_at).replace('Z', '+00:00'),
      updated_at: String(body.updated_at).replace('Z', '+00:00'),
    })),
  ],
  ['a transaction has unknown fields', 'not forbidden', transaction({ fee: '0.50' })],
  [
    'the crypto amount is null before the payment',
    'filled later',
    transaction(({ status }) => (status === 'pending' ? { crypto_amount: null } : {})),
  ],
];

export const furtherTransactions = [
  ...expecting('failed', fields),
  ...expecting('nothing', allowed),
];
