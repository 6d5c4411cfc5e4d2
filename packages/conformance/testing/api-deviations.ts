import {
  type DeviationCase,
  errorBody,
  isSuccess,
  onError,
  onSession,
  onTransaction,
} from './deviations';
import type { ProxiedRequest, ProxiedResponse } from './proxy';
import { TOKEN } from './simulator-process';

const sessionCases: DeviationCase[] = (['buy', 'sell'] as const).flatMap((type) => [
  {
    name: `a ${type} session returns 500`,
    breaks: [`session.${type}.created`],
    deviation: onSession((body, response) => {
      if (body.type !== type) return;
      response.status = 500;
      response.body = errorBody('internal_error', 'db_error');
    }),
  },
  {
    name: `a ${type} session lacks widget_id`,
    breaks: [`session.${type}.required-fields`],
    deviation: onSession((body) => body.type === type && delete body.widget_id),
  },
  {
    name: `a ${type} session has a different amount`,
    breaks: [`session.${type}.matches-order`],
    deviation: onSession((body) => {
      if (body.type === type) body.amount = '1';
    }),
  },
]);

const sessionFormatCases: DeviationCase[] = [
  {
    name: 'the signature has another version',
    breaks: ['session.signature-format'],
    deviation: onSession((body) => {
      body.signature = String(body.signature).replace('v2:', 'v1:');
    }),
  },
  {
    name: 'init_token_type is unknown',
    breaks: ['session.init-token-type'],
    deviation: onSession((body) => {
      body.init_token_type = 'bearer';
    }),
  },
  {
    name: 'fix_network is not a list',
    breaks: ['session.optional-fields'],
    deviation: onSession((body) => {
      body.fix_network = 'TRC20';
    }),
  },
  {
    name: 'a different redirect_url is returned',
    breaks: ['session.redirect-url'],
    deviation: onSession((body) => {
      body.redirect_url = 'https://example.com/elsewhere';
    }),
  },
  ...(['type', 'client_ip'] as const).map((field) => ({
    name: `${field} is ${field === 'type' ? 'required' : 'refused'}`,
    breaks: [field === 'type' ? 'session.required-only' : 'session.client-ip'],
    deviation: {
      response(response: ProxiedResponse, { body }: ProxiedRequest) {
        const refused = field === 'type' ? body.type === undefined : body.client_ip !== undefined;
        if (!isSuccess(response) || body.amount === undefined || !refused) return;
        response.status = 400;
        response.body = errorBody('invalid_request', 'validation_error');
      },
    },
  })),
];

const hasCode = (code: string) => (_: ProxiedRequest, response: ProxiedResponse) =>
  response.body.code === code;

const errorCases: DeviationCase[] = [
  {
    name: 'a missing token is reported as invalid',
    breaks: ['errors.missing-token'],
    deviation: onError(hasCode('missing_token'), {
      body: errorBody('unauthorised', 'invalid_token'),
    }),
  },
  {
    name: 'a wrong token returns 200',
    breaks: ['errors.invalid-token'],
    deviation: onError(hasCode('invalid_token'), { status: 200 }),
  },
  ...[TOKEN.slice(0, -1), TOKEN.toUpperCase()].map((accepted) => ({
    name: `the token ${accepted} is accepted, too`,
    breaks: ['errors.invalid-token'],
    deviation: {
      request({ headers }: ProxiedRequest) {
        if (headers.get('authorization') === `Bearer ${accepted}`)
          headers.set('authorization', `Bearer ${TOKEN}`);
      },
    },
  })),
  {
    name: 'a body that is not JSON returns 500',
    breaks: ['errors.decode'],
    deviation: onError(hasCode('decode_error'), {
      status: 500,
      body: errorBody('internal_error', 'db_error'),
    }),
  },
  {
    name: 'a missing field returns 422',
    breaks: ['errors.missing-param'],
    deviation: onError(hasCode('missing_param'), { status: 422 }),
  },
  {
    name: 'a wrong value returns 200',
    breaks: ['errors.validation'],
    deviation: onError(hasCode('validation_error'), { status: 200 }),
  },
  {
    name: 'a currency that is not enabled has an unknown code',
    breaks: ['errors.currency-not-allowed'],
    deviation: onError(hasCode('currency_not_allowed'), {
      body: errorBody('invalid_request', 'CURRENCY_NOT_ALLOWED'),
    }),
  },
  {
    name: 'a missing wallet is reported as an invalid request',
    breaks: ['errors.wallet-not-supported'],
    deviation: onError(hasCode('WALLET_NOT_SUPPORTED'), {
      body: errorBody('invalid_request', 'WALLET_NOT_SUPPORTED'),
    }),
  },
  {
    name: 'an unknown transaction returns 400',
    breaks: ['errors.unknown-transaction'],
    deviation: onError(
      ({ path }, { status }) => status === 404 && path.startsWith('/widget/transactions'),
      { status: 400 },
    ),
  },
  {
    name: 'an unknown user has an identity status',
    breaks: ['errors.unknown-user'],
    deviation: onError(({ path }, { status }) => status === 404 && path.endsWith('kyc-status'), {
      status: 200,
      body: { partner_user_id: 'anyone', status: 'not_started' },
    }),
  },
];

const transactionCases: DeviationCase[] = [
  {
    name: 'a transaction cannot be read',
    breaks: ['transaction.readable'],
    deviation: onTransaction((_, response) => {
      response.status = 404;
      response.body = errorBody('not_found', 'not_found');
    }),
  },
  {
    name: 'fiat_amount is a number',
    breaks: ['transaction.fields'],
    deviation: onTransaction((body) => {
      body.fiat_amount = Number(body.fiat_amount);
    }),
  },
  {
    name: 'a transaction belongs to another user',
    breaks: ['transaction.matches-session'],
    deviation: onTransaction((body) => {
      body.partner_user_id = 'someone-else';
    }),
  },
  {
    name: 'a transaction starts as processing',
    breaks: ['transaction.starts-pending'],
    deviation: onTransaction((body) => {
      if (body.status === 'pending')
        Object.assign(body, { status: 'processing', crypto_amount: '1' });
    }),
  },
  {
    name: 'created_at is not ISO 8601',
    breaks: ['transaction.times'],
    deviation: onTransaction((body) => {
      body.created_at = '1 April 2026';
    }),
  },
  {
    name: 'every read returns a different fiat_amount',
    breaks: ['transaction.consistent'],
    deviation: onTransaction((body) => {
      body.fiat_amount = String(performance.now());
    }),
  },
  {
    name: 'an identity status is unknown',
    breaks: ['kyc.fields'],
    deviation: {
      response(response, { path }) {
        if (path.endsWith('kyc-status') && isSuccess(response)) response.body.status = 'approved';
      },
    },
  },
];

const responseCases: DeviationCase[] = [
  {
    name: 'a session contains the client token',
    breaks: ['responses.no-secret'],
    deviation: onSession((body) => {
      body.client_token = TOKEN;
    }),
  },
  {
    name: 'one endpoint has no X-Request-Id',
    breaks: ['responses.request-id'],
    deviation: {
      response({ headers }, { path }) {
        if (path.endsWith('kyc-status')) headers.delete('x-request-id');
      },
    },
  },
  {
    name: 'errors have no message',
    breaks: ['responses.error-body'],
    deviation: {
      response(response) {
        if (!isSuccess(response)) delete response.body.message;
      },
    },
  },
  {
    name: 'responses have an HTML content type',
    breaks: ['responses.json'],
    deviation: { response: ({ headers }) => headers.set('content-type', 'text/html') },
  },
];

export const apiDeviations = [
  ...sessionCases,
  ...sessionFormatCases,
  ...errorCases,
  ...transactionCases,
  ...responseCases,
];
