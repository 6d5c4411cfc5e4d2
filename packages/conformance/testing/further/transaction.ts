import { type AllowedRow, allowing, expecting, isPaid, type Row, transaction } from './deviation';

const iso8601 = 'ISO 8601, UTC';

const withoutZone = (time: unknown) => String(time).replace('Z', '');

/** The same moment, in a zone two hours east of UTC. */
const withOffset = (time: unknown) =>
  new Date(Date.parse(String(time)) + 7_200_000).toISOString().replace('Z', '+02:00');

const fields: Row[] = [
  [
    'the id is that of another order',
    'the requested transaction',
    'transaction.matches-session',
    transaction({ merchant_transaction_id: '550e8400-e29b-41d4-a716-446655440000' }),
  ],
  [
    'the user is another',
    'partner_user_id of the order',
    'transaction.matches-session',
    transaction({ partner_user_id: 'u' }),
  ],
  [
    'the user is null',
    'partner_user_id is a string',
    'transaction.fields',
    transaction({ partner_user_id: null }),
  ],
  [
    'a status is in upper case',
    'five statuses',
    'transaction.fields',
    transaction(({ status }) => ({
      status: String(status).toUpperCase(),
    })),
  ],
  [
    'a paid order is called success',
    'five statuses',
    'buy.progress',
    transaction(({ status }) => ({
      status: status === 'completed' ? 'success' : status,
    })),
  ],
  [
    'every order sells',
    'type of the order',
    'transaction.matches-session',
    transaction({ type: 'sell' }),
  ],
  [
    'the network is in lower case when read',
    'that of the order',
    'transaction.matches-session',
    transaction({ network: 'trc20' }),
  ],
  [
    'the currency is another when read',
    'that of the order',
    'transaction.matches-session',
    transaction({ currency: 'USDC' }),
  ],
  [
    'the crypto amount is another when read',
    'final; other channels carry it too',
    'buy.socket-agrees',
    transaction((body) => (isPaid(body) ? { crypto_amount: '12.34' } : {})),
  ],
  [
    'the crypto amount is a number when read',
    'a string',
    'buy.fields',
    transaction((body) => ({
      crypto_amount: isPaid(body) ? Number(body.crypto_amount) : '',
    })),
  ],
  [
    'the crypto amount has an exponent',
    'a decimal string',
    'buy.fields',
    transaction((body) => ({
      crypto_amount: isPaid(body) ? '1.0e2' : '',
    })),
  ],
  [
    'the crypto amount has a unit',
    'a decimal string',
    'buy.fields',
    transaction((body) => ({
      crypto_amount: isPaid(body) ? `${body.crypto_amount} USDT` : '',
    })),
  ],
  [
    'the crypto amount stays null',
    'filled from processing on',
    'buy.crypto-amount',
    transaction({ crypto_amount: null }),
  ],
  [
    'the crypto amount stays empty',
    'filled from processing on',
    'buy.crypto-amount',
    transaction({ crypto_amount: '' }),
  ],
  [
    'the fiat amount is a number',
    'a string',
    'transaction.fields',
    transaction(({ fiat_amount: amount }) => ({
      fiat_amount: Number(amount),
    })),
  ],
  [
    'the fiat amount has a comma',
    'a decimal string',
    'transaction.fields',
    transaction(({ fiat_amount: amount }) => ({
      fiat_amount: String(amount).replace('.', ','),
    })),
  ],
  [
    'the fiat amount is another when read',
    'other channels carry it too',
    'buy.socket-agrees',
    transaction((body) => (isPaid(body) ? { fiat_amount: '1.00' } : {})),
  ],
  [
    'the fiat currency is missing',
    'a field of a transaction',
    'transaction.fields',
    transaction({
      fiat_currency: undefined,
    }),
  ],
  [
    'created_at has no zone',
    iso8601,
    'transaction.times',
    transaction(({ created_at: time }) => ({
      created_at: withoutZone(time),
    })),
  ],
  [
    'updated_at has an offset',
    iso8601,
    'transaction.times',
    transaction(({ updated_at: time }) => ({
      updated_at: withOffset(time),
    })),
  ],
  [
    'updated_at is a number',
    iso8601,
    'transaction.fields',
    transaction(({ updated_at: time }) => ({
      updated_at: Date.parse(String(time)),
    })),
  ],
  [
    'created_at has a space',
    iso8601,
    'transaction.times',
    transaction(({ created_at: time }) => ({
      created_at: String(time).replace('T', ' '),
    })),
  ],
  [
    'created_at is a date',
    iso8601,
    'transaction.times',
    transaction(({ created_at: time }) => ({
      created_at: String(time).slice(0, 10),
    })),
  ],
  [
    'times are local but end in Z',
    iso8601,
    'transaction.times',
    transaction((body) => ({
      created_at: withOffset(body.created_at).replace('+02:00', 'Z'),
      updated_at: withOffset(body.updated_at).replace('+02:00', 'Z'),
    })),
  ],
  [
    'updated_at stays at the creation',
    'when it was updated',
    'buy.updated-at',
    transaction((body) => ({
      updated_at: body.created_at,
    })),
  ],
  [
    'updated_at is before created_at',
    'when it was updated',
    'transaction.times',
    transaction({
      updated_at: '2020-01-01T00:00:00.000Z',
    }),
  ],
  [
    'created_at is the time of the request',
    'when it was created',
    'transaction.consistent',
    transaction(() => ({
      created_at: new Date().toISOString(),
      updated_at: new Date().toISOString(),
    })),
  ],
];

const allowed: AllowedRow[] = [
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

export const furtherTransactions = [...expecting('failed', fields), ...allowing(allowed)];
