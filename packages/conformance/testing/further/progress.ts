import { gzipSync } from 'node:zlib';
import { onTransaction } from '../deviations';
import type { Deviation } from '../proxy';
import { expecting, isPaid, type Row, transaction } from './deviation';

/** Reports each status for `delayMs` longer than the provider did. */
function lagging(delayMs: number): Deviation {
  const seen = new Map<unknown, { at: number; body: object }[]>();
  return onTransaction((body) => {
    const states = seen.get(body.merchant_transaction_id) ?? [];
    seen.set(body.merchant_transaction_id, states);
    const isNew = !states.some(
      (state) => 'status' in state.body && state.body.status === body.status,
    );
    if (isNew) states.push({ at: Date.now(), body: { ...body } });
    const shown = states.findLast(({ at }) => Date.now() - at >= delayMs) ?? states[0];
    Object.assign(body, shown?.body);
  });
}

/** Goes back to `processing` in every second read after the order was completed. */
function regressing(): Deviation {
  const reads = new Map<unknown, number>();
  return onTransaction((body) => {
    if (body.status !== 'completed') return;
    const read = (reads.get(body.merchant_transaction_id) ?? 0) + 1;
    reads.set(body.merchant_transaction_id, read);
    if (read % 2 === 0) body.status = 'processing';
  });
}

/** Goes back to `pending` in the second read after the payment, and then on. */
function wavering(): Deviation {
  const reads = new Map<unknown, number>();
  return onTransaction((body) => {
    if (!isPaid(body)) return;
    const read = (reads.get(body.merchant_transaction_id) ?? 0) + 1;
    reads.set(body.merchant_transaction_id, read);
    if (read <= 2) body.status = read === 1 ? 'processing' : 'pending';
  });
}

/** Does not find a new transaction for a while. */
function unknownAtFirst(delayMs: number): Deviation {
  const since = new Map<unknown, number>();
  return onTransaction(({ merchant_transaction_id: id }, response) => {
    const first = since.get(id) ?? Date.now();
    since.set(id, first);
    if (Date.now() - first >= delayMs) return;
    const body = { error: 'not_found', code: 'not_found', message: 'deviating' };
    Object.assign(response, { status: 404, body });
  });
}

const progress: Row[] = [
  [
    'processing is never read',
    'the authority',
    'buy.authority',
    transaction((body) =>
      body.status === 'processing' ? { status: 'pending', crypto_amount: '' } : {},
    ),
  ],
  [
    'a completed order goes back to processing',
    'completed is terminal',
    'buy.progress',
    regressing(),
  ],
  [
    'a processing order goes back to pending',
    'pending comes before processing',
    'buy.progress',
    wavering(),
  ],
  [
    'a new order is not found for a second',
    '404 is for missing ones',
    'transaction.readable',
    unknownAtFirst(1_000),
  ],
];

const transport: Row[] = [
  [
    'a read redirects',
    'the response is the transaction',
    'transaction.readable',
    {
      response(response, { path }) {
        if (!path.startsWith('/widget/transactions') || path.includes('?')) return;
        response.status = 307;
        response.headers.set('location', `${path}?redirected`);
      },
    },
  ],
  [
    'a transaction is a list',
    'an object',
    'transaction.readable',
    onTransaction((body, response) => {
      response.raw = JSON.stringify([body]);
    }),
  ],
  [
    'a transaction is wrapped',
    'the fields are at the top level',
    'transaction.fields',
    onTransaction((body, response) => {
      response.raw = JSON.stringify({ transaction: body });
    }),
  ],
  [
    'a transaction is compressed without saying so',
    'JSON',
    'transaction.readable',
    onTransaction((body, response) => {
      response.raw = gzipSync(JSON.stringify(body));
    }),
  ],
  [
    'a transaction is called plain text',
    'JSON',
    'responses.json',
    onTransaction((_, { headers }) => headers.set('content-type', 'text/plain')),
  ],
  [
    'a pending transaction is empty',
    'the fields',
    'transaction.readable',
    onTransaction(({ status }, response) => {
      if (status === 'pending') Object.assign(response, { raw: '' });
    }),
  ],
];

const silent: Row[] = [
  ['reads lag 4 seconds', 'the authority; how fast is not stated', 'buy.read-lag', lagging(4_000)],
  [
    'reads come with status 203',
    'the status of success is not stated',
    'responses.success-status',
    onTransaction((_, response) => {
      response.status = 203;
    }),
  ],
  [
    'the fiat amount is null before the payment',
    'not mentioned',
    'transaction.fiat-amount',
    transaction(({ status }) => (status === 'pending' ? { fiat_amount: null } : {})),
  ],
];

export const furtherProgress = [
  ...expecting('failed', [...progress, ...transport]),
  ...expecting('observed', silent),
];
