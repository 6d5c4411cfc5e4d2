import type { Deviation } from './deviating-proxy';
import { type Case, onTransaction } from './deviation-case';
import { TOKEN } from './simulator-process';

const bothSides = (rule: string) => [`buy.${rule}`, `sell.${rule}`];

const socketCases: Case[] = [
  { name: 'no socket opens', red: ['socket.opens'], deviation: { upgrade: () => null } },
  {
    name: 'a socket opens without a token',
    red: ['socket.refused-without-token'],
    deviation: { upgrade: (given) => given ?? `Bearer ${TOKEN}` },
  },
  {
    name: 'a socket opens with any token',
    red: ['socket.refused-with-wrong-token'],
    deviation: { upgrade: (given) => given && `Bearer ${TOKEN}` },
  },
  {
    name: 'a message lacks its event',
    red: bothSides('socket-messages'),
    deviation: { message: ({ event: _, ...rest }) => rest },
  },
  {
    name: 'the socket leaves out processing',
    red: bothSides('socket-complete'),
    deviation: { message: (fields) => (fields.status === 'processing' ? null : fields) },
  },
  {
    name: 'the socket tells the other type',
    red: bothSides('socket-agrees'),
    deviation: {
      message: (fields) => ({ ...fields, type: fields.type === 'buy' ? 'sell' : 'buy' }),
    },
  },
];

function takenBack(): Deviation {
  const completed = new Set<unknown>();
  return onTransaction((body) => {
    if (body.status !== 'completed') return;
    const id = body.merchant_transaction_id;
    if (completed.has(id)) Object.assign(body, { status: 'processing', updated_at: LATER });
    completed.add(id);
  });
}

const LATER = '2999-01-01T00:00:00Z';
const NEVER = '2026-01-01T00:00:00.123Z';

const journeyCases: Case[] = [
  { name: 'completed is taken back', red: bothSides('progress'), deviation: takenBack() },
  {
    name: 'updated_at never moves',
    red: bothSides('updated-at'),
    deviation: onTransaction((body) => {
      Object.assign(body, { created_at: NEVER, updated_at: NEVER });
    }),
  },
  {
    name: 'crypto_amount stays empty',
    red: bothSides('crypto-amount'),
    deviation: onTransaction((body) => {
      body.crypto_amount = '';
    }),
  },
  {
    name: 'created_at changes at the end',
    red: bothSides('stays-itself'),
    deviation: onTransaction((body) => {
      if (body.status === 'completed') body.created_at = NEVER;
    }),
  },
  {
    name: 'webhooks are not JSON by their header',
    red: bothSides('webhook-shape'),
    deviation: { webhook: (headers) => headers.set('content-type', 'text/plain') },
  },
  {
    name: 'webhooks lack the network',
    red: bothSides('webhook-shape'),
    deviation: { webhook: (_, body) => delete body.network },
  },
  {
    name: 'webhooks tell another end',
    red: bothSides('webhook-agrees'),
    deviation: {
      webhook(_, body) {
        if (body.status === 'completed') body.status = 'failed';
      },
    },
  },
];

export const channelCases = [...socketCases, ...journeyCases];
