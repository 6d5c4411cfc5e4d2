import { TOKEN } from '../simulator-process';
import { expecting, type Row, session } from './deviation';

const fields: Row[] = [
  [
    'the amount is a number',
    'amount is a decimal string',
    'session.buy.required-fields',
    session({ amount: 100 }),
  ],
  [
    'the amount has an exponent',
    'amount is a decimal string',
    'session.buy.required-fields',
    session({ amount: '1e2' }),
  ],
  [
    'the amount has a comma',
    'amount is a decimal string',
    'session.buy.required-fields',
    session({ amount: '100,00' }),
  ],
  [
    'the amount has a space',
    'amount is a decimal string',
    'session.buy.required-fields',
    session({ amount: ' 100' }),
  ],
  [
    'the signature ends in a line break',
    'v2: and 128 hex characters',
    'session.signature-format',
    session(({ signature }) => ({ signature: `${signature}\n` })),
  ],
  [
    'the signature has a space after the version',
    'v2: and 128 hex characters',
    'session.signature-format',
    session(({ signature }) => ({ signature: String(signature).replace(':', ': ') })),
  ],
  [
    'the version of the signature is in upper case',
    'v2: and 128 hex characters',
    'session.signature-format',
    session(({ signature }) => ({ signature: String(signature).replace('v2', 'V2') })),
  ],
  [
    'the signature lacks one character',
    'v2: and 128 hex characters',
    'session.signature-format',
    session(({ signature }) => ({ signature: String(signature).slice(0, -1) })),
  ],
  [
    'the type of the init token is in upper case',
    'sdk_partner_authorization',
    'session.init-token-type',
    session({ init_token_type: 'SDK_PARTNER_AUTHORIZATION' }),
  ],
  [
    'the init token is empty',
    'the widget needs init_token',
    'session.buy.required-fields',
    session({ init_token: '' }),
  ],
  [
    'the init token is null',
    'init_token is not optional',
    'session.buy.required-fields',
    session({ init_token: null }),
  ],
  [
    'the address is empty',
    'address is not optional',
    'session.buy.required-fields',
    session({ address: '' }),
  ],
  [
    'the widget id is a number',
    'widget_id is a string',
    'session.buy.required-fields',
    session({ widget_id: 17 }),
  ],
  [
    'the transaction id is a number',
    'ids are strings',
    'session.buy.required-fields',
    session({ merchant_transaction_id: 17 }),
  ],
  [
    'the type is in upper case',
    'buy or sell',
    'session.buy.required-fields',
    session({ type: 'BUY' }),
  ],
  [
    'the network is in lower case',
    'network of the request',
    'session.buy.matches-order',
    session({ network: 'trc20' }),
  ],
  [
    'the currency is in lower case',
    'currency of the request',
    'session.buy.matches-order',
    session({ currency: 'usdt' }),
  ],
  [
    'the currencies are a string',
    'currencies is a list',
    'session.optional-fields',
    session({ currencies: 'USDT' }),
  ],
  [
    'the networks are a string',
    'networks is a list',
    'session.optional-fields',
    session({ networks: 'TRC20' }),
  ],
  [
    'the fiat currencies are a string',
    'a list',
    'session.optional-fields',
    session({ fiat_currencies: 'EUR,USD' }),
  ],
  [
    'fix_network is true',
    'fix_network is a list',
    'session.optional-fields',
    session({ fix_network: true }),
  ],
  [
    'fix_amount is false',
    'fix_amount is true',
    'session.optional-fields',
    session({ fix_amount: false }),
  ],
  [
    'fix_currency is a string',
    'fix_currency is true',
    'session.optional-fields',
    session({ fix_currency: 'true' }),
  ],
  [
    'fix_fiat_currency is true',
    'fix_fiat_currency is false',
    'session.optional-fields',
    session({ fix_fiat_currency: true }),
  ],
  [
    'fix_fiat_amount is false',
    'fix_fiat_amount is true',
    'session.optional-fields',
    session({ fix_fiat_amount: false }),
  ],
  [
    'the fiat currency is a number',
    'a currency code',
    'session.optional-fields',
    session({ fiat_currency: 978 }),
  ],
  [
    'the redirect URL is not the requested one',
    'redirect_url of the request overrides the default',
    'session.redirect-url',
    session({ redirect_url: 'https://partner.example/default' }),
  ],
  [
    'the init token is the client token',
    'client_token is a server-side secret, the session goes to the browser',
    'responses.no-secret',
    session({ init_token: TOKEN }),
  ],
  [
    'the session also carries the client token',
    'client_token is a server-side secret, the session goes to the browser',
    'responses.no-secret',
    session({ client_token: TOKEN }),
  ],
  [
    'every session has the same signature',
    'client_ip is mixed into the signature',
    'session.client-ip',
    session({ signature: `v2:${'a1'.repeat(64)}` }),
  ],
];

export const furtherSessionFields = expecting('failed', fields);
