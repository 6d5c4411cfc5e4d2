import { entriesOf, type Row } from './entry';

/** One row per field, all with the same note. */
function fields(subject: string, names: string, note: string): Row[] {
  return names
    .split(' ')
    .map((name) => [`${subject}-${name}`, 'documented', `${subject}: ${name}`, note]);
}

const request: Row[] = [
  ...fields('request', 'partner_user_id user_email network currency', 'required'),
  ...fields('request', 'amount', 'required; the crypto amount as a decimal string'),
  ...fields('request', 'type', 'defaults to buy'),
  ...fields('request', 'redirect_url', 'used for the link back from the widget'),
  ...fields('request', 'client_ip', 'covered by the signature'),
  ...fields('request', 'address', 'ignored, as for partners whom Proof has not told to send it'),
  [
    'unknown-in-requests',
    'assumed',
    'request: unknown fields',
    'ignored; Proof’s behaviour is not documented',
  ],
];

const session: Row[] = [
  ...fields('session', 'merchant_transaction_id widget_id address signature init_token', 'always'),
  ...fields('session', 'currency network amount type fiat_currency', 'always'),
  ...fields('session', 'fix_currency fix_network fix_amount', 'always; fix_network is a list'),
  ...fields('session', 'init_token_type', 'sdk_partner_authorization, never sdk_customer_token'),
  ...fields(
    'session',
    'currencies networks fiat_currencies fix_fiat_currency fix_fiat_amount lang theme',
    'always, but missing in the documented example: treat it as optional',
  ),
  ...fields('session', 'redirect_url', 'when the request had one: treat it as optional'),
];

const TRANSACTION =
  'merchant_transaction_id type status currency network fiat_currency fiat_amount created_at';

const records: Row[] = [
  ...fields('transaction', `${TRANSACTION} updated_at partner_user_id`, 'always'),
  ...fields('transaction', 'crypto_amount', 'an empty string before processing, then the amount'),
  ...fields('webhook', TRANSACTION, 'always'),
  ...fields('webhook', 'updated_at', 'the time of the reported change'),
  ...fields('webhook', 'crypto_amount', 'an empty string before processing, then the amount'),
  ...fields(
    'socket',
    'event merchant_transaction_id type status currency fiat_currency fiat_amount occurred_at',
    'always',
  ),
  ...fields('socket', 'crypto_amount', 'an empty string before processing, then the amount'),
  ...fields('socket', 'payment_method', 'absent until known'),
  ...fields('kyc', 'partner_user_id status', 'always'),
  ...fields('error', 'error code message', 'always; message is for logs'),
];

const callbacks: Row[] = [
  ...fields(
    'onStatusChange',
    'amount currency network fiat_amount fiat_currency merchant_transaction_id status payment_method',
    'always; the status is widget-level',
  ),
  ...fields('onPaymentFinished', 'payment_method', 'for a buy'),
  ...fields('onSellTransferEnabled', 'amount currency network address', 'for a sell'),
  ...fields(
    'onSellTransferEnabled',
    'id',
    'for a sell; what it identifies is not documented, so it differs from the transaction’s',
  ),
  ...fields('onSellTransferEnabled', 'flow_id', 'always payout'),
];

export const FIELDS = entriesOf('field', [
  ...request,
  ...session,
  ...records,
  ...callbacks,
  [
    'milliseconds',
    'assumed',
    'Milliseconds in times',
    'the documented examples show whole seconds; the simulator sends milliseconds',
  ],
  [
    'amount-echo',
    'assumed',
    'crypto_amount after the payment',
    'the requested amount; the documented example shows less and does not say why',
  ],
]);
