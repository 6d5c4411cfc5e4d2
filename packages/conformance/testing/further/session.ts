import { gzipSync } from 'node:zlib';
import { onSession } from '../deviations';
import { TOKEN } from '../simulator-process';
import { expecting, type Row, session } from './deviation';

const shape: Row[] = [
  ['the amount is a number', 'amount is a decimal string', session({ amount: 100 })],
  ['the amount has an exponent', 'amount is a decimal string', session({ amount: '1e2' })],
  ['the amount has a comma', 'amount is a decimal string', session({ amount: '100,00' })],
  ['the amount has a space', 'amount is a decimal string', session({ amount: ' 100' })],
  [
    'the signature ends in a line break',
    'v2: and 128 hex characters',
    session(({ signature }) => ({ signature: `${signature}\n` })),
  ],
  [
    'the signature has a space after the version',
    'v2: and 128 hex characters',
    session(({ signature }) => ({ signature: String(signature).replace(':', ': ') })),
  ],
  [
    'the version of the signature is in upper case',
    'v2: and 128 hex characters',
    session(({ signature }) => ({ signature: String(signature).replace('v2', 'V2') })),
  ],
  [
    'the signature lacks one character',
    'v2: and 128 hex characters',
    session(({ signature }) => ({ signature: String(signature).slice(0, -1) })),
  ],
  [
    'the type of the init token is in upper case',
    'sdk_partner_authorization',
    session({ init_token_type: 'SDK_PARTNER_AUTHORIZATION' }),
  ],
  ['the init token is empty', 'the widget needs init_token', session({ init_token: '' })],
  ['the init token is null', 'init_token is not optional', session({ init_token: null })],
  ['the address is empty', 'address is not optional', session({ address: '' })],
  ['the widget id is a number', 'widget_id is a string', session({ widget_id: 17 })],
  ['the transaction id is a number', 'ids are strings', session({ merchant_transaction_id: 17 })],
  ['the type is in upper case', 'buy or sell', session({ type: 'BUY' })],
  ['the network is in lower case', 'network of the request', session({ network: 'trc20' })],
  ['the currency is in lower case', 'currency of the request', session({ currency: 'usdt' })],
  ['the currencies are a string', 'currencies is a list', session({ currencies: 'USDT' })],
  ['the networks are a string', 'networks is a list', session({ networks: 'TRC20' })],
  ['the fiat currencies are a string', 'a list', session({ fiat_currencies: 'EUR,USD' })],
  ['fix_network is true', 'fix_network is a list', session({ fix_network: true })],
  ['fix_amount is false', 'fix_amount is true', session({ fix_amount: false })],
  ['fix_currency is a string', 'fix_currency is true', session({ fix_currency: 'true' })],
  ['fix_fiat_currency is true', 'fix_fiat_currency is false', session({ fix_fiat_currency: true })],
  ['fix_fiat_amount is false', 'fix_fiat_amount is true', session({ fix_fiat_amount: false })],
  ['the fiat currency is a number', 'a currency code', session({ fiat_currency: 978 })],
  [
    'the redirect URL is not the requested one',
    'redirect_url of the request overrides the default',
    session({ redirect_url: 'https://partner.example/default' }),
  ],
  [
    'the init token is the client token',
    'client_token is a server-side secret, the session goes to the browser',
    session({ init_token: TOKEN }),
  ],
  [
    'the session also carries the client token',
    'client_token is a server-side secret, the session goes to the browser',
    session({ client_token: TOKEN }),
  ],
  [
    'every session has the same signature',
    'client_ip is mixed into the signature',
    session({ signature: `v2:${'a1'.repeat(64)}` }),
  ],
];

const transport: Row[] = [
  [
    'a session is wrapped',
    'the fields are at the top level',
    onSession((body, response) => {
      response.raw = JSON.stringify({ data: body });
    }),
  ],
  [
    'a session is a list',
    'the response is an object',
    onSession((body, response) => {
      response.raw = JSON.stringify([body]);
    }),
  ],
  [
    'a session is compressed without saying so',
    'the response is JSON',
    onSession((body, response) => {
      response.raw = gzipSync(JSON.stringify(body));
    }),
  ],
  [
    'a session is called HTML',
    'the response is JSON',
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
    onSession((_, response) => {
      response.status = 201;
    }),
  ],
  [
    'every session has the same init token',
    'that a token ends at the first visit is inferred',
    session(({ init_token: initToken }) => {
      firstInitToken ??= initToken;
      return { init_token: firstInitToken };
    }),
  ],
  [
    'two orders of one user are the same transaction',
    'that each request creates a transaction is inferred',
    session(({ merchant_transaction_id: id, type }) => {
      if (type === 'buy') firstId ??= id;
      return { merchant_transaction_id: type === 'buy' ? firstId : id };
    }),
  ],
  [
    'every session has a widget id of its own',
    'that the widget id is that of the onboarding is not stated',
    session(() => {
      widgetIds += 1;
      return { widget_id: `00000000-0000-4000-8000-${String(widgetIds).padStart(12, '0')}` };
    }),
  ],
  [
    'lang and theme are null',
    'optional, null is not mentioned',
    session({ lang: null, theme: null }),
  ],
  ['the networks lack the network', 'not mentioned', session({ networks: ['ERC20'] })],
  ['the currencies lack the currency', 'not mentioned', session({ currencies: ['USDC'] })],
  ['another network is fixed', 'not mentioned', session({ fix_network: ['ERC20'] })],
  ['the fiat currency is in lower case', 'not mentioned', session({ fiat_currency: 'eur' })],
];

const allowed: Row[] = [
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
  ...expecting('failed', [...shape, ...transport]),
  ...expecting('observed', silent),
  ...expecting('nothing', allowed),
];
