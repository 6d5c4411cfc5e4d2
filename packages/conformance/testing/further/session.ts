import { gzipSync } from 'node:zlib';
import { onSession } from '../deviations';
import { type AllowedRow, allowing, expecting, type Row, session } from './deviation';

const transport: Row[] = [
  [
    'a session is wrapped',
    'the fields are at the top level',
    'session.buy.required-fields',
    onSession((body, response) => {
      response.raw = JSON.stringify({ data: body });
    }),
  ],
  [
    'a session is a list',
    'the response is an object',
    'session.buy.created',
    onSession((body, response) => {
      response.raw = JSON.stringify([body]);
    }),
  ],
  [
    'a session is compressed without saying so',
    'the response is JSON',
    'session.buy.created',
    onSession((body, response) => {
      response.raw = gzipSync(JSON.stringify(body));
    }),
  ],
  [
    'a session is called HTML',
    'the response is JSON',
    'responses.json',
    onSession((_, { headers }) => headers.set('content-type', 'text/html')),
  ],
];

let firstInitToken: unknown;
let firstId: unknown;
let widgetIds = 0;

const silent: Row[] = [
  [
    'a session is created with status 201',
    'the status of success is not stated',
    'responses.success-status',
    onSession((_, response) => {
      response.status = 201;
    }),
  ],
  [
    'every session has the same init token',
    'that a token ends at the first visit is inferred',
    'session.init-token-unique',
    session(({ init_token: initToken }) => {
      firstInitToken ??= initToken;
      return { init_token: firstInitToken };
    }),
  ],
  [
    'two orders of one user are the same transaction',
    'that each request creates a transaction is inferred',
    'session.no-idempotency',
    session(({ merchant_transaction_id: id, type }) => {
      if (type === 'buy') firstId ??= id;
      return { merchant_transaction_id: type === 'buy' ? firstId : id };
    }),
  ],
  [
    'every session has a widget id of its own',
    'that the widget id is that of the onboarding is not stated',
    'session.widget-id',
    session(() => {
      widgetIds += 1;
      return { widget_id: `00000000-0000-4000-8000-${String(widgetIds).padStart(12, '0')}` };
    }),
  ],
  [
    'lang and theme are null',
    'optional, null is not mentioned',
    'session.null-fields',
    session({ lang: null, theme: null }),
  ],
  [
    'the networks lack the network',
    'not mentioned',
    'session.lists',
    session({ networks: ['ERC20'] }),
  ],
  [
    'the currencies lack the currency',
    'not mentioned',
    'session.lists',
    session({ currencies: ['USDC'] }),
  ],
  [
    'another network is fixed',
    'not mentioned',
    'session.lists',
    session({ fix_network: ['ERC20'] }),
  ],
  [
    'the fiat currency is in lower case',
    'not mentioned',
    'session.fiat-currency',
    session({ fiat_currency: 'eur' }),
  ],
];

const allowed: AllowedRow[] = [
  [
    'the init token has the type of the older edition',
    'sdk_customer_token in the older edition, to be tolerated',
    session({ init_token_type: 'sdk_customer_token' }),
  ],
  ['a session has unknown fields', 'pass unknown fields through', session({ kyc_level: 2 })],
  [
    'the signature is in upper case',
    'hex characters of either case',
    session(({ signature }) => ({ signature: `v2:${String(signature).slice(3).toUpperCase()}` })),
  ],
  [
    'a session has the fields of the example only',
    'the lists, lang, theme, redirect_url and fix_fiat_* are optional',
    onSession((body) => {
      for (const name of ['currencies', 'networks', 'fiat_currencies', 'lang', 'theme']) {
        delete body[name];
      }
      for (const name of ['redirect_url', 'fix_fiat_currency', 'fix_fiat_amount']) {
        delete body[name];
      }
    }),
  ],
];

export const furtherSessions = [
  ...expecting('failed', transport),
  ...expecting('observed', silent),
  ...allowing(allowed),
];
