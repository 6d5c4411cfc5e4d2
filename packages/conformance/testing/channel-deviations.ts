import { type DeviationCase, errorBody, onTransaction } from './deviations';
import type { Deviation } from './proxy';
import { TOKEN } from './simulator-process';

const bothTypes = (rule: string) => [`buy.${rule}`, `sell.${rule}`];

const socketCases: DeviationCase[] = [
  { name: 'no socket opens', breaks: ['socket.opens'], deviation: { upgrade: () => 401 } },
  {
    name: 'a socket opens without a token',
    breaks: ['socket.refused-without-token'],
    deviation: { upgrade: (header) => header ?? `Bearer ${TOKEN}` },
  },
  {
    name: 'a socket opens with any token',
    breaks: ['socket.refused-with-wrong-token'],
    deviation: { upgrade: (header) => header && `Bearer ${TOKEN}` },
  },
  {
    name: 'a socket is refused with 403',
    breaks: ['socket.refused-without-token', 'socket.refused-with-wrong-token'],
    deviation: { upgrade: (header) => (header === `Bearer ${TOKEN}` ? header : 403) },
  },
  {
    name: 'a message lacks its event',
    breaks: bothTypes('socket-messages'),
    deviation: { message: ({ event: _, ...rest }) => rest },
  },
  {
    name: 'the socket skips processing',
    breaks: bothTypes('socket-complete'),
    deviation: { message: (fields) => (fields.status === 'processing' ? null : fields) },
  },
  {
    name: 'the socket reports the wrong type',
    breaks: bothTypes('socket-agrees'),
    deviation: {
      message: (fields) => ({ ...fields, type: fields.type === 'buy' ? 'sell' : 'buy' }),
    },
  },
];

function takeCompletedBack(): Deviation {
  const completed = new Set<unknown>();
  return onTransaction((body) => {
    if (body.status !== 'completed') return;
    const id = body.merchant_transaction_id;
    if (completed.has(id)) Object.assign(body, { status: 'processing', updated_at: FUTURE });
    completed.add(id);
  });
}

function changeAmountAfterCompletion(): Deviation {
  const completed = new Set<unknown>();
  return onTransaction((body) => {
    if (body.status !== 'completed') return;
    const id = body.merchant_transaction_id;
    if (completed.has(id)) body.crypto_amount = '1';
    completed.add(id);
  });
}

/** The time in a zone two hours east of UTC, as if it were UTC. */
const localTime = (time: unknown) =>
  new Date(Date.parse(String(time)) + 2 * 60 * 60_000).toISOString();

const FUTURE = '2999-01-01T00:00:00Z';
const FIXED_TIME = '2026-01-01T00:00:00.123Z';

const progressCases: DeviationCase[] = [
  {
    name: 'completed is reverted',
    breaks: bothTypes('progress'),
    deviation: takeCompletedBack(),
  },
  {
    name: 'a paid transaction is not found',
    breaks: bothTypes('progress'),
    deviation: onTransaction(({ status }, response) => {
      if (status === 'pending') return;
      response.status = 404;
      response.body = errorBody('not_found', 'not_found');
    }),
  },
  {
    name: 'processing is hidden from reads',
    breaks: bothTypes('authority'),
    deviation: onTransaction((body) => {
      if (body.status === 'processing') Object.assign(body, { status: 'pending' });
    }),
  },
  {
    name: 'crypto_amount becomes a number',
    breaks: bothTypes('fields'),
    deviation: onTransaction((body) => {
      if (body.status === 'completed') body.crypto_amount = Number(body.crypto_amount);
    }),
  },
  {
    name: 'updated_at never changes',
    breaks: bothTypes('updated-at'),
    deviation: onTransaction((body) => {
      // Whole seconds would be too coarse to tell that it did not move.
      body.updated_at = String(body.created_at).replace(/\d{3}Z$/, '999Z');
    }),
  },
  {
    name: 'changes have a local time',
    breaks: (['buy', 'sell'] as const).flatMap((type) => [
      `${type}.updated-at`,
      `${type}.webhook-agrees`,
    ]),
    deviation: onTransaction((body) => {
      if (body.status !== 'pending') body.updated_at = localTime(body.updated_at);
    }),
  },
  {
    name: 'crypto_amount changes after the completion',
    breaks: bothTypes('crypto-amount'),
    deviation: changeAmountAfterCompletion(),
  },
  {
    name: 'crypto_amount stays empty',
    breaks: bothTypes('crypto-amount'),
    deviation: onTransaction((body) => {
      body.crypto_amount = '';
    }),
  },
  {
    name: 'created_at changes at the end',
    breaks: bothTypes('immutable-fields'),
    deviation: onTransaction((body) => {
      if (body.status === 'completed') body.created_at = FIXED_TIME;
    }),
  },
  {
    name: 'no webhook arrives',
    breaks: bothTypes('webhook-arrives'),
    deviation: { webhook: () => null },
  },
  {
    name: 'webhooks have a text content type',
    breaks: bothTypes('webhook-shape'),
    deviation: { webhook: (headers) => headers.set('content-type', 'text/plain') },
  },
  {
    name: 'webhooks lack the network',
    breaks: bothTypes('webhook-shape'),
    deviation: { webhook: (_, body) => delete body.network },
  },
  {
    name: 'webhooks have a local time',
    breaks: bothTypes('webhook-agrees'),
    deviation: {
      webhook(_, body) {
        body.updated_at = localTime(body.updated_at);
      },
    },
  },
  {
    name: 'webhooks report a different final status',
    breaks: bothTypes('webhook-agrees'),
    deviation: {
      webhook(_, body) {
        if (body.status === 'completed') body.status = 'failed';
      },
    },
  },
];

export const channelDeviations = [...socketCases, ...progressCases];
