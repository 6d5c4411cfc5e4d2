import type { Deviation } from '../proxy';
import { type AllowedRow, allowing, expecting, isPaid, message, type Row } from './deviation';

const otherId = '550e8400-e29b-41d4-a716-446655440000';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const socket: Row[] = [
  [
    'the event is in upper case',
    'tx.update',
    'buy.socket-messages',
    message({ event: 'TX.UPDATE' }),
  ],
  [
    'messages are wrapped',
    'the fields are at the top level',
    'buy.socket-messages',
    message((body) => {
      const data = { ...body };
      for (const name of Object.keys(body)) delete body[name];
      return { event: 'tx.update', data };
    }),
  ],
  [
    'messages are about another order',
    'one connection per transaction',
    'buy.socket-agrees',
    message({
      merchant_transaction_id: otherId,
    }),
  ],
  [
    'the status of messages is capitalised',
    'five statuses',
    'buy.socket-messages',
    message(({ status }) => ({
      status: String(status).replace(/^./, (letter) => letter.toUpperCase()),
    })),
  ],
  [
    'messages say failed for completed',
    'GET is the authority',
    'buy.socket-complete',
    message(({ status }) => ({
      status: status === 'completed' ? 'failed' : status,
    })),
  ],
  [
    'messages leave out processing',
    'on every change',
    'buy.socket-complete',
    {
      message: (body) => (body.status === 'processing' ? null : body),
    },
  ],
  [
    'messages leave out completed',
    'on every change',
    'buy.socket-complete',
    {
      message: (body) => (body.status === 'completed' ? null : body),
    },
  ],
  [
    'the payment method is null',
    'omitted if unknown',
    'buy.socket-messages',
    message({ payment_method: null }),
  ],
  [
    'the crypto amount of messages is another',
    'crypto_amount is final',
    'buy.socket-agrees',
    message((body) => (isPaid(body) ? { crypto_amount: '12.34' } : {})),
  ],
  [
    'the crypto amount of messages is a number',
    'a string',
    'buy.socket-messages',
    message((body) => (isPaid(body) ? { crypto_amount: Number(body.crypto_amount) } : {})),
  ],
  [
    'the fiat amount of messages is a number',
    'a string',
    'buy.socket-messages',
    message(({ fiat_amount: amount }) => ({
      fiat_amount: Number(amount),
    })),
  ],
  [
    'the fiat amount of messages is another',
    'GET is the authority',
    'buy.socket-agrees',
    message({
      fiat_amount: '1.00',
    }),
  ],
  [
    'the fiat currency of messages is another',
    'GET is the authority',
    'buy.socket-agrees',
    message({
      fiat_currency: 'GBP',
    }),
  ],
  [
    'the currency of messages is another',
    'that of the order',
    'buy.socket-agrees',
    message({ currency: 'USDC' }),
  ],
  [
    'the type of messages is another',
    'that of the order',
    'buy.socket-agrees',
    message(({ type }) => ({
      type: type === 'buy' ? 'sell' : 'buy',
    })),
  ],
  [
    'messages have no time',
    'occurred_at',
    'buy.socket-messages',
    message({ occurred_at: undefined }),
  ],
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
    'buy.socket-order',
    {
      message: (body) => [body, body],
    },
  ],
  ['the socket reorders messages', 'their order is not stated', 'buy.socket-order', reordering()],
  [
    'the socket is 4 seconds late',
    'how fast is not stated',
    'buy.socket-delivery',
    {
      message: (body) => sleep(4_000).then(() => body),
    },
  ],
  [
    'the time of messages has no zone',
    'the format is not stated',
    'buy.socket-times',
    message(({ occurred_at: time }) => ({ occurred_at: String(time).replace('Z', '') })),
  ],
  [
    'the time of messages is a number',
    'the format is not stated',
    'buy.socket-times',
    message(({ occurred_at: time }) => ({ occurred_at: Date.parse(String(time)) })),
  ],
  [
    'messages carry the user',
    'it carries no partner_user_id',
    'buy.socket-delivery',
    message({
      partner_user_id: 'user-123',
    }),
  ],
];

const allowed: AllowedRow[] = [
  ['messages have unknown fields', 'not forbidden', message({ sequence: 1 })],
  ['the payment method is omitted', 'omitted if unknown', message({ payment_method: undefined })],
];

export const furtherSockets = [
  ...expecting('failed', socket),
  ...expecting('observed', silent),
  ...allowing(allowed),
];
