import type { Deviation, ProxiedRequest } from '../proxy';
import { TOKEN } from '../simulator-process';
import { expecting, type Row } from './deviation';

/** Replaces the `Authorization` header if it contains the right token in a wrong form. */
const accepts = (wrong: RegExp): Deviation => ({
  request({ headers }) {
    if (wrong.test(headers.get('authorization') ?? '')) {
      headers.set('authorization', `Bearer ${TOKEN}`);
    }
  },
});

const acceptsOnSocket = (wrong: RegExp): Deviation => ({
  upgrade: (header) => (wrong.test(header ?? '') ? `Bearer ${TOKEN}` : header),
});

const withoutToken = (prefix: string): Deviation => ({
  request({ path, headers }) {
    if (path.startsWith(prefix) && !headers.has('authorization')) {
      headers.set('authorization', `Bearer ${TOKEN}`);
    }
  },
});

/** Fills in what a session request lacks, so that it is accepted. */
const completes = (fields: object, applies: (body: ProxiedRequest['body']) => boolean) => {
  const deviation: Deviation = {
    request(request) {
      if (request.method === 'POST' && applies(request.body)) Object.assign(request.body, fields);
    },
  };
  return deviation;
};

const complete = { partner_user_id: 'user-123', user_email: 'user@example.com', network: 'TRC20' };

const access: Row[] = [
  [
    'a bare token is accepted',
    'Authorization: Bearer <client_token>',
    'errors.invalid-token',
    accepts(/^sim_test_token$/),
  ],
  [
    'the scheme Basic is accepted',
    'Authorization: Bearer',
    'errors.invalid-token',
    accepts(/^basic sim_test_token$/i),
  ],
  [
    'any scheme is accepted',
    'Authorization: Bearer',
    'errors.invalid-token',
    accepts(/^(?!bearer)\S+ sim_test_token$/i),
  ],
  [
    'the socket accepts a bare token',
    'Authorization: Bearer',
    'socket.refused-with-wrong-token',
    acceptsOnSocket(/^sim_test_token$/),
  ],
  [
    'the socket accepts any scheme',
    'Authorization: Bearer',
    'socket.refused-with-wrong-token',
    acceptsOnSocket(/^(?!bearer)\S+ sim_test_token$/i),
  ],
  [
    'a transaction is read without a token',
    '401 missing_token',
    'errors.missing-token',
    withoutToken('/widget/trans'),
  ],
  [
    'a KYC status is read without a token',
    '401 missing_token',
    'errors.missing-token',
    withoutToken('/widget/users'),
  ],
  [
    'a longer token is accepted',
    '401 invalid_token',
    'errors.invalid-token',
    accepts(/^Bearer sim_test_token.+$/),
  ],
  ['any token is accepted', '401 invalid_token', 'errors.invalid-token', accepts(/^Bearer .+$/)],
  [
    'a session needs no partner user id',
    'partner_user_id is required',
    'errors.missing-param',
    completes(complete, (body) => !body.partner_user_id),
  ],
  [
    'a session needs no email',
    'required',
    'errors.missing-param',
    completes(complete, (body) => !body.user_email),
  ],
  [
    'a session needs no network',
    'required',
    'errors.missing-param',
    completes(complete, (body) => !body.network),
  ],
  [
    'a session needs no currency',
    'currency is required',
    'errors.missing-param',
    completes({ currency: 'USDT' }, (body) => !body.currency),
  ],
  [
    'an amount of letters is accepted',
    'amount is a decimal string',
    'errors.validation',
    completes({ amount: '100' }, ({ amount }) => /[a-z]/i.test(String(amount))),
  ],
  [
    'any currency is accepted',
    '400 currency_not_allowed',
    'errors.currency-not-allowed',
    completes({ currency: 'USDT' }, ({ currency }) => currency !== 'USDT'),
  ],
  [
    'any network is accepted',
    '400 wallet_not_supported',
    'errors.wallet-not-supported',
    completes({ network: 'TRC20' }, ({ network }) => network !== 'TRC20'),
  ],
  [
    'a body that is not JSON is accepted',
    '400 decode_error',
    'errors.decode',
    completes(
      { ...complete, currency: 'USDT', amount: '100', type: 'buy' },
      (body) => Object.keys(body).length === 0,
    ),
  ],
];

const silent: Row[] = [
  [
    'every response has the same request id',
    'that request ids are unique is not stated',
    'responses.request-id-unique',
    { response: ({ headers }) => headers.set('x-request-id', 'req-1') },
  ],
  [
    'a negative amount is accepted',
    'a decimal string; its range is not stated',
    'errors.amount-range',
    completes({ amount: '100' }, ({ amount }) => String(amount).startsWith('-')),
  ],
  [
    'an amount as a number is accepted',
    'a decimal string; that others are rejected is not stated',
    'errors.number-amount',
    completes({ amount: '100' }, ({ amount }) => typeof amount === 'number'),
  ],
];

export const furtherAccess = [...expecting('failed', access), ...expecting('observed', silent)];
