import type { Exchange } from '../exchange';
import type { Lab } from '../lab';
import type { Rule } from '../rule';
import { expectError } from './expect';

const INVALID = ['validation_error', 'decode_error', 'missing_param'] as const;
const REQUIRED = ['partner_user_id', 'user_email', 'network', 'currency', 'amount'];
const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

/** `fitting` is the code whose name says what is wrong with the request. */
const invalid = (fitting: (typeof INVALID)[number]) => ({
  status: 400,
  error: 'invalid_request',
  codes: [fitting, ...INVALID] as const,
});

async function everyEndpoint(lab: Lab, token: string | null): Promise<Exchange[]> {
  const { client } = lab;
  return [
    await client.send('POST', '/widget/session', { body: lab.order('buy'), token }),
    await client.send('GET', `/widget/transactions/${UNKNOWN_ID}`, { token }),
    await client.send('GET', `/widget/users/${lab.userId}/kyc-status`, { token }),
  ];
}

const distinct = (notes: string[]) => [...new Set(notes)];

export const errorRules: Rule[] = [
  {
    id: 'errors.missing-token',
    title: 'without a token every endpoint answers 401 unauthorised/missing_token',
    source: 'doc',
    run: async (lab) => {
      const expected = { status: 401, error: 'unauthorised', codes: ['missing_token'] } as const;
      const answers = await everyEndpoint(lab, null);
      return distinct(answers.flatMap((answer) => expectError(answer, expected)));
    },
  },
  {
    id: 'errors.invalid-token',
    title: 'with a wrong token every endpoint answers 401 unauthorised/invalid_token',
    source: 'doc',
    run: async (lab) => {
      const expected = { status: 401, error: 'unauthorised', codes: ['invalid_token'] } as const;
      const answers = await everyEndpoint(lab, 'conformance_wrong_token');
      return distinct(answers.flatMap((answer) => expectError(answer, expected)));
    },
  },
  {
    id: 'errors.decode',
    title: 'a body that is not JSON gets 400 invalid_request',
    source: 'doc',
    run: async (lab) => {
      const options = { rawBody: '{"partner_user_id":' };
      const answer = await lab.client.send('POST', '/widget/session', options);
      return expectError(answer, invalid('decode_error'));
    },
  },
  {
    id: 'errors.missing-param',
    title: 'a request without one of the required fields gets 400 invalid_request',
    source: 'doc',
    run: async (lab) => {
      const notes: string[] = [];
      for (const name of REQUIRED) {
        const answer = await lab.mint({ ...lab.order('buy'), [name]: undefined });
        notes.push(...expectError(answer, invalid('missing_param')));
      }
      return distinct(notes);
    },
  },
  {
    id: 'errors.validation',
    title: 'an amount that is no number, and an unknown type, get 400 invalid_request',
    source: 'doc',
    run: async (lab) => {
      const notes: string[] = [];
      for (const wrong of [{ amount: 'much' }, { amount: '-1' }, { type: 'swap' }]) {
        const answer = await lab.mint({ ...lab.order('buy'), ...wrong });
        notes.push(...expectError(answer, invalid('validation_error')));
      }
      return distinct(notes);
    },
  },
  {
    id: 'errors.currency-not-allowed',
    title: 'a currency that is not enabled gets 400 invalid_request/currency_not_allowed',
    source: 'doc',
    run: async (lab) => {
      const answer = await lab.mint({ ...lab.order('buy'), currency: 'NOSUCHCOIN' });
      const codes = ['currency_not_allowed'] as const;
      return expectError(answer, { status: 400, error: 'invalid_request', codes });
    },
  },
  {
    id: 'errors.wallet-not-supported',
    title: 'a network without a wallet gets 400 wallet_not_supported/WALLET_NOT_SUPPORTED',
    source: 'doc',
    run: async (lab) => {
      const answer = await lab.mint({ ...lab.order('buy'), network: 'NOSUCHCHAIN' });
      const codes = ['WALLET_NOT_SUPPORTED'] as const;
      return expectError(answer, { status: 400, error: 'wallet_not_supported', codes });
    },
  },
  {
    id: 'errors.unknown-transaction',
    title: 'GET of an unknown transaction answers 404 not_found/not_found',
    source: 'doc',
    run: async (lab) => {
      const expected = { status: 404, error: 'not_found', codes: ['not_found'] } as const;
      return expectError(await lab.client.transaction(UNKNOWN_ID), expected);
    },
  },
  {
    id: 'errors.unknown-user',
    title: 'the identity status of an unknown user answers 404 not_found/not_found',
    source: 'doc',
    run: async (lab) => {
      const expected = { status: 404, error: 'not_found', codes: ['not_found'] } as const;
      return expectError(await lab.client.kycStatus(`${lab.userId}-nobody`), expected);
    },
  },
];
