import { type ApiResponse, summarise } from '../api-client';
import type { CheckContext } from '../context';
import type { Rule } from '../rule';
import { expectError } from './expect';

const INVALID_CODES = ['validation_error', 'decode_error', 'missing_param'] as const;
const REQUIRED_FIELDS = ['partner_user_id', 'user_email', 'network', 'currency', 'amount'];
const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';
const NOT_FOUND = { status: 404, error: 'not_found', codes: ['not_found'] } as const;

const invalidRequest = (bestCode: (typeof INVALID_CODES)[number]) => ({
  status: 400,
  error: 'invalid_request',
  codes: [bestCode, ...INVALID_CODES] as const,
});

const unauthorised = (...codes: [string, ...string[]]) =>
  ({ status: 401, error: 'unauthorised', codes }) as const;

async function callEveryEndpoint(
  context: CheckContext,
  authorization: string | null,
): Promise<ApiResponse[]> {
  const { client } = context;
  return [
    await client.send('POST', '/widget/session', { body: context.order('buy'), authorization }),
    await client.send('GET', `/widget/transactions/${UNKNOWN_ID}`, { authorization }),
    await client.send('GET', `/widget/users/${context.userId}/kyc-status`, { authorization }),
  ];
}

const distinct = (notes: string[]) => [...new Set(notes)];

export const errorRules: Rule[] = [
  {
    id: 'errors.missing-token',
    title: 'every endpoint returns 401 unauthorised/missing_token without a token',
    certainty: 'documented',
    run: async (context) => {
      const responses = await callEveryEndpoint(context, null);
      return distinct(
        responses.flatMap((each) => expectError(each, unauthorised('missing_token'))),
      );
    },
  },
  {
    id: 'errors.invalid-token',
    title: 'every endpoint returns 401 with a wrong token, or with the token in a wrong form',
    certainty: 'documented',
    run: async (context) => {
      const notes: string[] = [];
      for (const authorization of context.client.wrongAuthorizations) {
        // Which code a header has that is not `Bearer` and a token is not documented.
        const hasToken = authorization.startsWith('Bearer ');
        const expected = hasToken
          ? unauthorised('invalid_token')
          : unauthorised('invalid_token', 'missing_token');
        for (const response of await callEveryEndpoint(context, authorization)) {
          const found = expectError(response, expected);
          if (hasToken) notes.push(...found);
        }
      }
      return distinct(notes);
    },
  },
  {
    id: 'errors.decode',
    title: 'a body that is not JSON returns 400 invalid_request',
    certainty: 'documented',
    run: async ({ client }) => {
      const options = { rawBody: '{"partner_user_id":' };
      const response = await client.send('POST', '/widget/session', options);
      return expectError(response, invalidRequest('decode_error'));
    },
  },
  {
    id: 'errors.missing-param',
    title: 'a request without a required field returns 400 invalid_request',
    certainty: 'documented',
    run: async (context) => {
      const notes: string[] = [];
      for (const name of REQUIRED_FIELDS) {
        const order = { ...context.order('buy'), [name]: undefined };
        const response = await context.createSession(order);
        notes.push(...expectError(response, invalidRequest('missing_param')));
      }
      return distinct(notes);
    },
  },
  {
    id: 'errors.validation',
    title: 'an invalid amount and an unknown type return 400 invalid_request',
    certainty: 'documented',
    run: async (context) => {
      const notes: string[] = [];
      for (const wrong of [{ amount: 'much' }, { amount: '1e2' }, { type: 'swap' }]) {
        const response = await context.createSession({ ...context.order('buy'), ...wrong });
        notes.push(...expectError(response, invalidRequest('validation_error')));
      }
      return distinct(notes);
    },
  },
  {
    id: 'errors.amount-range',
    title: 'a negative amount and zero return 400 invalid_request',
    certainty: 'inferred',
    run: async (context) => {
      for (const amount of ['-1', '0']) {
        const response = await context.createSession({ ...context.order('buy'), amount });
        expectError(response, invalidRequest('validation_error'));
      }
      return [];
    },
  },
  {
    id: 'errors.number-amount',
    title: 'whether a number is accepted as the amount',
    certainty: 'assumed',
    run: async (context) => {
      const amount = Number(context.options.amount);
      const response = await context.createSession({ ...context.order('buy'), amount });
      return [`the response is ${summarise(response)}`];
    },
  },
  {
    id: 'errors.currency-not-allowed',
    title: 'a currency that is not enabled returns 400 invalid_request/currency_not_allowed',
    certainty: 'documented',
    run: async (context) => {
      const order = { ...context.order('buy'), currency: 'NOSUCHCOIN' };
      const codes = ['currency_not_allowed'] as const;
      const response = await context.createSession(order);
      return expectError(response, { status: 400, error: 'invalid_request', codes });
    },
  },
  {
    id: 'errors.wallet-not-supported',
    title: 'a network without a wallet returns 400 wallet_not_supported/WALLET_NOT_SUPPORTED',
    certainty: 'documented',
    run: async (context) => {
      const order = { ...context.order('buy'), network: 'NOSUCHCHAIN' };
      const codes = ['WALLET_NOT_SUPPORTED'] as const;
      const response = await context.createSession(order);
      return expectError(response, { status: 400, error: 'wallet_not_supported', codes });
    },
  },
  {
    id: 'errors.unknown-transaction',
    title: 'GET of an unknown transaction returns 404 not_found/not_found',
    certainty: 'documented',
    run: async ({ client }) => expectError(await client.transaction(UNKNOWN_ID), NOT_FOUND),
  },
  {
    id: 'errors.unknown-user',
    title: 'the identity status of an unknown user returns 404 not_found/not_found',
    certainty: 'documented',
    run: async ({ client, userId }) =>
      expectError(await client.kycStatus(`${userId}-nobody`), NOT_FOUND),
  },
];
