import type { Answer, Request } from './deviating-proxy';
import {
  type Case,
  errorBody,
  isSuccess,
  onError,
  onSession,
  onTransaction,
} from './deviation-case';

const sessionCases: Case[] = (['buy', 'sell'] as const).flatMap((side) => [
  {
    name: `a ${side} session answers 500`,
    red: [`session.${side}.minted`],
    deviation: onSession((body, answer) => {
      if (body.type !== side) return;
      answer.status = 500;
      answer.body = errorBody('internal_error', 'db_error');
    }),
  },
  {
    name: `a ${side} session lacks widget_id`,
    red: [`session.${side}.required-fields`],
    deviation: onSession((body) => body.type === side && delete body.widget_id),
  },
  {
    name: `a ${side} session is about another amount`,
    red: [`session.${side}.repeats-order`],
    deviation: onSession((body) => {
      if (body.type === side) body.amount = '1';
    }),
  },
]);

const sessionFormatCases: Case[] = [
  {
    name: 'the signature is of another version',
    red: ['session.signature-format'],
    deviation: onSession((body) => {
      body.signature = String(body.signature).replace('v2:', 'v1:');
    }),
  },
  {
    name: 'init_token_type is unknown',
    red: ['session.init-token-type'],
    deviation: onSession((body) => {
      body.init_token_type = 'bearer';
    }),
  },
  {
    name: 'fix_network is no list',
    red: ['session.optional-fields'],
    deviation: onSession((body) => {
      body.fix_network = 'TRC20';
    }),
  },
  {
    name: 'another redirect_url comes back',
    red: ['session.redirect-url'],
    deviation: onSession((body) => {
      body.redirect_url = 'https://example.com/elsewhere';
    }),
  },
  ...(['type', 'client_ip'] as const).map((field) => ({
    name: `${field} is ${field === 'type' ? 'required' : 'refused'}`,
    red: [field === 'type' ? 'session.required-only' : 'session.client-ip'],
    deviation: {
      answer(answer: Answer, { body }: Request) {
        const refused = field === 'type' ? body.type === undefined : body.client_ip !== undefined;
        if (!isSuccess(answer) || body.amount === undefined || !refused) return;
        answer.status = 400;
        answer.body = errorBody('invalid_request', 'validation_error');
      },
    },
  })),
];

const wrongSession = (code: string) => (_: Request, answer: Answer) => answer.body.code === code;

const errorCases: Case[] = [
  {
    name: 'a missing token is called an invalid one',
    red: ['errors.missing-token'],
    deviation: onError(wrongSession('missing_token'), {
      body: errorBody('unauthorised', 'invalid_token'),
    }),
  },
  {
    name: 'a wrong token answers 200',
    red: ['errors.invalid-token'],
    deviation: onError(wrongSession('invalid_token'), { status: 200 }),
  },
  {
    name: 'a body that is not JSON answers 500',
    red: ['errors.decode'],
    deviation: onError(wrongSession('decode_error'), {
      status: 500,
      body: errorBody('internal_error', 'db_error'),
    }),
  },
  {
    name: 'a missing field answers 422',
    red: ['errors.missing-param'],
    deviation: onError(wrongSession('missing_param'), { status: 422 }),
  },
  {
    name: 'a wrong value answers 200',
    red: ['errors.validation'],
    deviation: onError(wrongSession('validation_error'), { status: 200 }),
  },
  {
    name: 'a currency that is not enabled has a code of its own',
    red: ['errors.currency-not-allowed'],
    deviation: onError(wrongSession('currency_not_allowed'), {
      body: errorBody('invalid_request', 'CURRENCY_NOT_ALLOWED'),
    }),
  },
  {
    name: 'a missing wallet is an invalid request',
    red: ['errors.wallet-not-supported'],
    deviation: onError(wrongSession('WALLET_NOT_SUPPORTED'), {
      body: errorBody('invalid_request', 'WALLET_NOT_SUPPORTED'),
    }),
  },
  {
    name: 'an unknown transaction answers 400',
    red: ['errors.unknown-transaction'],
    deviation: onError(
      ({ path }, { status }) => status === 404 && path.startsWith('/widget/transactions'),
      { status: 400 },
    ),
  },
  {
    name: 'an unknown user has an identity status',
    red: ['errors.unknown-user'],
    deviation: onError(({ path }, { status }) => status === 404 && path.endsWith('kyc-status'), {
      status: 200,
      body: { partner_user_id: 'anybody', status: 'not_started' },
    }),
  },
];

const readingCases: Case[] = [
  {
    name: 'a transaction cannot be read',
    red: ['transaction.readable'],
    deviation: onTransaction((_, answer) => {
      answer.status = 404;
      answer.body = errorBody('not_found', 'not_found');
    }),
  },
  {
    name: 'fiat_amount is a number',
    red: ['transaction.fields'],
    deviation: onTransaction((body) => {
      body.fiat_amount = Number(body.fiat_amount);
    }),
  },
  {
    name: 'a transaction belongs to another user',
    red: ['transaction.is-the-sessions'],
    deviation: onTransaction((body) => {
      body.partner_user_id = 'somebody';
    }),
  },
  {
    name: 'a transaction starts as processing',
    red: ['transaction.starts-pending'],
    deviation: onTransaction((body) => {
      if (body.status === 'pending')
        Object.assign(body, { status: 'processing', crypto_amount: '1' });
    }),
  },
  {
    name: 'created_at is not ISO 8601',
    red: ['transaction.times'],
    deviation: onTransaction((body) => {
      body.created_at = '1 April 2026';
    }),
  },
  {
    name: 'every read has another fiat_amount',
    red: ['transaction.consistent'],
    deviation: onTransaction((body) => {
      body.fiat_amount = String(performance.now());
    }),
  },
  {
    name: 'an identity status is unknown',
    red: ['kyc.fields'],
    deviation: {
      answer(answer, { path }) {
        if (path.endsWith('kyc-status') && isSuccess(answer)) answer.body.status = 'approved';
      },
    },
  },
];

const answerCases: Case[] = [
  {
    name: 'one endpoint has no X-Request-Id',
    red: ['answers.request-id'],
    deviation: {
      answer({ headers }, { path }) {
        if (path.endsWith('kyc-status')) headers.delete('x-request-id');
      },
    },
  },
  {
    name: 'errors have no message',
    red: ['answers.error-body'],
    deviation: {
      answer(answer) {
        if (!isSuccess(answer)) delete answer.body.message;
      },
    },
  },
  {
    name: 'answers call themselves HTML',
    red: ['answers.json'],
    deviation: { answer: ({ headers }) => headers.set('content-type', 'text/html') },
  },
];

export const apiCases = [
  ...sessionCases,
  ...sessionFormatCases,
  ...errorCases,
  ...readingCases,
  ...answerCases,
];
