import type { Deviation } from '../proxy';
import { expecting, isPaid, message, type Row } from './deviation';

const otherId = '550e8400-e29b-41d4-a716-446655440000';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const socket: Row[] = [
  ['the event is in upper case', 'tx.update', message({ event: 'TX.UPDATE' })],
  [
    'messages are wrapped',
    'the fields are at the top level',
    message((body) => {
      const data = { ...body };
      for (const name of Object.keys(body)) delete body[name];
      return { event: 'tx.update', data };
    }),
  ],
  [
    'messages are about another order',
    'one connection per transaction',
    message({
      merchant_transaction_id: otherId,
    }),
  ],
  [
    'the status of messages is capitalised',
    'five statuses',
    message(({ status }) => ({
      status: String(status).replace(/^./, (letter) => letter.toUpperCase()),
    })),
  ],
  [
    'messages say failed for completed',
    'GET is the authority',
    message(({ status }) => ({
      status: status === 'completed' ? 'failed' : status,
    })),
  ],
  [
    'messages leave out processing',
    'on every change',
    {
      message: (body) => (body.status === 'processing' ? null : body),
    },
  ],
  [
    'messages leave out completed',
    'on every change',
    {
      message: (body) => (body.status === 'completed' ? null : body),
    },
  ],
  ['the payment method is null', 'omitted if unknown', message({ payment_method: null })],
  [
    'the crypto amount of messages is another',
    'crypto_amount is final',
    message((body) => (isPaid(body) ? { crypto_amount: '12.34' } : {})),
  ],
  [
    'the crypto amount of messages is a number',
    'a string',
    message((body) => (isPaid(body) ? { crypto_amount: Number(body.crypto_amount) } : {})),
  ],
  [
    'the fiat amount of messages is a number',
    'a string',
    message(({ fiat_amount: amount }) => ({
      fiat_amount: Number(amount),
    })),
  ],
  [
    'the fiat amount of messages is another',
    'GET is the authority',
    message({
      fiat_amount: '1.00',
    }),
  ],
  [
    'the fiat currency of messages is another',
    'GET is the authority',
    message({
      fiat_currency: 'GBP',
    }),
  ],
  ['the currency of messages is another', 'that of the order', message({ currency: 'USDC' })],
  [
    'the type of messages is another',
    'that of the order',
    message(({ type }) => ({
      type: type === 'buy' ? 'sell' : 'buy',
    })),
  ],
  ['messages have no time', 'occurred_at', message({ occurred_at: undefined })],
];

/** Holds processing back until completed was sent. */
function reordering(): Deviation {
  const held = new Map<unknown, Record<string, unknown>>();
  return {
    message(body) {
      if (body.status === 'processing') {
        held.set(body.merchant_transaction_id, body);
        return null;
      }
      const earlier = held.get(body.merchant_transaction_id);
      return earlier ? [body, earlier] : body;
    },
  };
}

const silent: Row[] = [
  [
    'the socket repeats messages',
    'on every change; repeats are not mentioned',
    {
      message: (body) => [body, body],
    },
  ],
  ['the socket reorders messages', 'their order is not stated', reordering()],
  [
    'the socket is 4 seconds late',
    'how fast is not stated',
    {
      message: (body) => sleep(4_000).then(() => body),
    },
  ],
  [
    'the time of messages has no zone',
    'the format is not stated',
    message(({ occurred_at: time }) => ({ occurred_at: String(time).replace('Z', '') })),
  ],
  [
    'the time of messages is a number',
    'the format is not stated',
    message(({ occurred_at: time }) => ({ occurred_at: Date.parse(String(time)) })),
  ],
  [
    'messages carry the user',
    'it carries no partner_user_id',
    message({
      partner_user_id: 'user-123',
    }),
  ],
];

const allowed: Row[] = [
  ['messages have unknown fields', 'not forbidden', message({ sequence: 1 })],
  ['the payment method is omitted', 'omitted if unknown', message({ payment_method: undefined })],
];

export const furtherSockets = [
  ...expecting('failed', socket),
  ...expecting('observed', silent),
  ...expecting('nothing', allowed),
];
