import { type Row, rowsOf } from './entry';

/** One row per field of a message, all of them with the same note. */
function each(subject: string, names: string, note: string): Row[] {
  return names
    .split(' ')
    .map((name) => [`${subject}-${name}`, 'documented', `${subject}: ${name}`, note]);
}

const request: Row[] = [
  ...each('request', 'partner_user_id user_email network currency', 'required'),
  ...each('request', 'amount', 'required, the crypto amount as a decimal string'),
  ...each('request', 'type', 'buy unless given'),
  ...each('request', 'redirect_url', 'used for the way back from the widget'),
  ...each('request', 'client_ip', 'mixed into the signature'),
  ...each('request', 'address', 'ignored, as for partners who were not told to send it'),
  [
    'unknown-in-requests',
    'assumed',
    'request: unknown fields',
    'ignored; what Proof does with them is not documented',
  ],
];

const session: Row[] = [
  ...each('session', 'merchant_transaction_id widget_id address signature init_token', 'always'),
  ...each('session', 'currency network amount type fiat_currency', 'always'),
  ...each('session', 'fix_currency fix_network fix_amount', 'always; fix_network is a list'),
  ...each('session', 'init_token_type', 'sdk_partner_authorization, never sdk_customer_token'),
  ...each(
    'session',
    'currencies networks fiat_currencies fix_fiat_currency fix_fiat_amount lang theme',
    'always, though the documented example leaves it out: treat it as optional',
  ),
  ...each('session', 'redirect_url', 'when the request had one: treat it as optional'),
];

const TRANSACTION =
  'merchant_transaction_id type status currency network fiat_currency fiat_amount created_at';

const records: Row[] = [
  ...each('transaction', `${TRANSACTION} updated_at partner_user_id`, 'always'),
  ...each('transaction', 'crypto_amount', 'an empty string before processing, then the amount'),
  ...each('webhook', TRANSACTION, 'always'),
  ...each('webhook', 'updated_at', 'the time of the change that it tells of'),
  ...each('webhook', 'crypto_amount', 'an empty string before processing, then the amount'),
  ...each(
    'socket',
    'event merchant_transaction_id type status currency fiat_currency fiat_amount occurred_at',
    'always',
  ),
  ...each('socket', 'crypto_amount', 'an empty string before processing, then the amount'),
  ...each('socket', 'payment_method', 'left out until it is known'),
  ...each('kyc', 'partner_user_id status', 'always'),
  ...each('error', 'error code message', 'always; message is for logs'),
];

const callbacks: Row[] = [
  ...each(
    'onStatusChange',
    'amount currency network fiat_amount fiat_currency merchant_transaction_id status payment_method',
    'always; the status is widget-level',
  ),
  ...each('onPaymentFinished', 'payment_method', 'for a buy'),
  ...each('onSellTransferEnabled', 'amount currency network address id', 'for a sell'),
  ...each('onSellTransferEnabled', 'flow_id', 'always payout'),
];

export const FIELDS = rowsOf('field', [
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
    'the amount that was asked for; the documented example shows less, for an unstated reason',
  ],
]);
