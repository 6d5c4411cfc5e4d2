import { API_ERROR_CODES, ApiError } from '../transport/api-error';
import { type Row, rowsOf } from './entry';

export const STATUSES = rowsOf('status', [
  ['pending', 'documented', 'pending', 'session created, or waiting for the deposit'],
  ['processing', 'documented', 'processing', 'payment captured, or deposit received'],
  ['completed', 'documented', 'completed', 'terminal; nothing leaves it'],
  [
    'failed',
    'documented',
    'failed',
    'terminal, and yet a declined payment can be retried on the same id',
  ],
  ['cancelled', 'documented', 'cancelled', 'terminal; by the user inside the widget'],
  [
    'reconsidered',
    'assumed',
    'failed to processing',
    'Only in the scenario flapping: whether Proof ever does it is not documented.',
    'scenario flapping',
  ],
  ['kyc', 'documented', 'Identity statuses', 'not_started, pending, verified, failed'],
]);

const OLDER = new Set([
  'offramp_disabled',
  'session_already_used',
  'kyc_required',
  'rate_limit_exceeded',
  'unauthorized',
]);

/** Those that the simulator gives of its own accord; the others come when a fault asks for them. */
const GIVEN = new Set([
  'validation_error',
  'decode_error',
  'missing_param',
  'currency_not_allowed',
  'WALLET_NOT_SUPPORTED',
  'missing_token',
  'invalid_token',
  'forbidden_origin',
  'not_found',
]);

function errorRow(name: (typeof API_ERROR_CODES)[number]): Row {
  const { httpStatus, body } = new ApiError(name, '');
  const title = `${httpStatus} ${body.error} / ${body.code}`;
  const source = OLDER.has(name) ? 'older' : 'documented';
  if (GIVEN.has(name)) return [name, source, title, 'given where the contract says so'];
  return [name, source, title, 'given when asked for', 'fault api_error'];
}

export const ERRORS = rowsOf('error', [
  ...API_ERROR_CODES.map(errorRow),
  [
    'amount-decimals',
    'assumed',
    'Too many decimals in amount',
    'Not documented which error it is; validation_error is given.',
  ],
  [
    'unknown-address',
    'assumed',
    'An address that does not exist',
    'Not documented; not_found is given in the contract’s shape.',
  ],
]);

export const TIMINGS = rowsOf('timing', [
  [
    'deposit-window',
    'inferred',
    'Deposit window',
    'Six hours from the session, and anew from the moment the address is shown.',
    'setting depositWindowSeconds',
  ],
  [
    'init-token',
    'older',
    'Life of the init token',
    'One hour, or until the first visit.',
    'setting initTokenSeconds',
  ],
  [
    'settlement',
    'assumed',
    'From processing to completed',
    'Two seconds, where the real one takes minutes.',
    'setting stepSeconds, speed',
  ],
  [
    'identity',
    'assumed',
    'Length of an identity check',
    'As long as a settlement.',
    'setting stepSeconds',
  ],
  [
    'webhook-timeout',
    'assumed',
    'How long a webhook waits for its answer',
    'Five seconds; "as fast as possible" is all that is documented.',
  ],
  [
    'rotation',
    'documented',
    'Grace period of an old token',
    'Its length is not stated, and the simulator knows one token only.',
  ],
]);
