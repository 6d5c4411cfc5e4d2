import { errorBody, isSuccess, onError } from '../deviations';
import type { Deviation, ProxiedRequest, ProxiedResponse } from '../proxy';
import { type AllowedRow, allowing, expecting, kyc, type Row } from './deviation';

const hidesRequestId = (
  applies: (request: ProxiedRequest, response: ProxiedResponse) => boolean,
): Deviation => ({
  response(response, request) {
    if (applies(request, response)) response.headers.delete('x-request-id');
  },
});

const onKyc = ({ path }: ProxiedRequest) => path.startsWith('/widget/users');
const onRead = ({ path }: ProxiedRequest) => path.startsWith('/widget/transactions');
const onPost = ({ method }: ProxiedRequest) => method === 'POST';
const is = (status: number) => (_: ProxiedRequest, response: ProxiedResponse) =>
  response.status === status;

const errors: Row[] = [
  [
    'a wrong token is answered with 403',
    '401',
    'errors.missing-token',
    onError(is(401), { status: 403 }),
  ],
  [
    'an error comes with status 200',
    '404',
    'errors.unknown-transaction',
    onError(is(404), { status: 200 }),
  ],
  [
    'a wrong token comes with status 200',
    '401',
    'errors.missing-token',
    onError(is(401), { status: 200 }),
  ],
  [
    'an invalid request comes with status 422',
    '400',
    'errors.decode',
    onError(is(400), { status: 422 }),
  ],
  [
    'an invalid request is an internal error',
    '400 invalid_request',
    'errors.decode',
    onError(is(400), { status: 500, body: errorBody('internal_error', 'db_error') }),
  ],
  [
    'missing_token and invalid_token are swapped',
    '401 missing_token without a token',
    'errors.missing-token',
    {
      response({ status, body }) {
        if (status !== 401) return;
        body.code = body.code === 'missing_token' ? 'invalid_token' : 'missing_token';
      },
    },
  ],
  [
    'the code is in upper case',
    'not_found',
    'errors.unknown-transaction',
    onError(is(404), { body: errorBody('not_found', 'NOT_FOUND') }),
  ],
  [
    'the code is a number',
    'code is a string',
    'errors.unknown-transaction',
    onError(is(404), { body: { error: 'not_found', code: 404, message: 'deviating' } }),
  ],
  [
    'an unknown user has an error of its own',
    '404 not_found',
    'errors.unknown-user',
    onError((request, { status }) => onKyc(request) && status === 404, {
      body: errorBody('user_not_found', 'user_not_found'),
    }),
  ],
  [
    'an error has no message',
    'error, code and message',
    'responses.error-body',
    {
      response(response) {
        if (!isSuccess(response)) delete response.body.message;
      },
    },
  ],
  [
    'the message of one error is null',
    'error, code and message',
    'responses.error-body',
    {
      response({ status, body }, request) {
        if (onKyc(request) && status === 404) body.message = null;
      },
    },
  ],
  [
    'an error is wrapped',
    'the fields are at the top level',
    'errors.missing-token',
    {
      response(response) {
        if (!isSuccess(response)) response.body = { error: response.body };
      },
    },
  ],
  [
    'an error is HTML',
    'the body is error, code and message',
    'errors.unknown-transaction',
    onError(is(404), { raw: '<h1>Not found</h1>' }),
  ],
  [
    'errors of sessions have no request id',
    'X-Request-Id on every response',
    'responses.request-id',
    hidesRequestId((request, { status }) => onPost(request) && status === 400),
  ],
  [
    'unknown transactions have no request id',
    'X-Request-Id on every response',
    'responses.request-id',
    hidesRequestId((request, { status }) => onRead(request) && status === 404),
  ],
  [
    'unknown users have no request id',
    'X-Request-Id on every response',
    'responses.request-id',
    hidesRequestId((request, { status }) => onKyc(request) && status === 404),
  ],
  [
    'wrong tokens have no request id',
    'X-Request-Id on every response',
    'responses.request-id',
    hidesRequestId((_, { status }) => status === 401),
  ],
  [
    'transactions have no request id',
    'X-Request-Id on every response',
    'responses.request-id',
    hidesRequestId((request, { status }) => onRead(request) && status === 200),
  ],
  [
    'the request id is empty',
    'X-Request-Id is quoted to support',
    'responses.request-id',
    { response: ({ headers }) => headers.set('x-request-id', '') },
  ],
];

const users: Row[] = [
  ['a KYC status is unknown', 'four statuses', 'kyc.fields', kyc({ status: 'approved' })],
  ['a KYC status is capitalised', 'four statuses', 'kyc.fields', kyc({ status: 'Verified' })],
  ['a KYC status is null', 'four statuses', 'kyc.fields', kyc({ status: null })],
  ['a KYC status has a space', 'four statuses', 'kyc.fields', kyc({ status: 'verified ' })],
  [
    'a KYC status is of another user',
    'partner_user_id',
    'kyc.fields',
    kyc({ partner_user_id: 'user-0' }),
  ],
  [
    'an unknown user has not started',
    '404 not_found',
    'errors.unknown-user',
    {
      response(response, request) {
        if (!onKyc(request) || response.status !== 404) return;
        const id = decodeURIComponent(request.path.split('/')[3] ?? '');
        Object.assign(response, {
          status: 200,
          body: { partner_user_id: id, status: 'not_started' },
        });
      },
    },
  ],
];

const allowed: AllowedRow[] = [
  [
    'unauthorised is spelt with z',
    'the older edition spells it so, to be tolerated',
    {
      response({ status, body }) {
        if (status === 401) body.error = 'unauthorized';
      },
    },
  ],
  [
    'errors have unknown fields',
    'not forbidden',
    {
      response(response) {
        if (!isSuccess(response)) response.body.docs_url = 'https://docs.example';
      },
    },
  ],
];

export const furtherErrors = [...expecting('failed', [...errors, ...users]), ...allowing(allowed)];
