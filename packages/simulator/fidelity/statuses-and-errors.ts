import { API_ERROR_NAMES, ApiError } from '../api/api-error';
import { entriesOf, type Row } from './entry';

export const STATUSES = entriesOf('status', [
  ['pending', 'documented', 'pending', 'session created, or waiting for the deposit'],
  ['processing', 'documented', 'processing', 'payment captured, or deposit received'],
  ['completed', 'documented', 'completed', 'terminal; nothing leaves it'],
  [
    'failed',
    'documented',
    'failed',
    'terminal, but a declined payment can be retried on the same id',
  ],
  ['cancelled', 'documented', 'cancelled', 'terminal; the user cancelled in the widget'],
  [
    'failed-to-processing',
    'assumed',
    'From failed to processing',
    'Only in the scenario flapping. Not documented.',
    'scenario flapping',
  ],
  ['kyc', 'documented', 'Identity statuses', 'not_started, pending, verified, failed'],
]);

const OLDER_EDITION = new Set([
  'offramp_disabled',
  'session_already_used',
  'kyc_required',
  'rate_limit_exceeded',
  'unauthorized',
]);

/** The errors that the simulator returns without an injected fault. */
const WITHOUT_FAULT = new Set([
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

function errorRow(name: (typeof API_ERROR_NAMES)[number]): Row {
  const { httpStatus, body } = new ApiError(name, '');
  const title = `${httpStatus} ${body.error} / ${body.code}`;
  const certainty = OLDER_EDITION.has(name) ? 'older_edition' : 'documented';
  if (WITHOUT_FAULT.has(name))
    return [name, certainty, title, 'returned where the contract says so'];
  return [name, certainty, title, 'returned only as an injected fault', 'fault api_error'];
}

export const ERRORS = entriesOf('error', [
  ...API_ERROR_NAMES.map(errorRow),
  [
    'amount-decimals',
    'assumed',
    'Too many decimals in amount',
    'Not documented. Returns validation_error.',
  ],
  [
    'request-checks',
    'assumed',
    'Long IDs, unusual email addresses, a wrong client_ip',
    'Not documented. An ID of more than 200 characters, an email address that HTML forms would refuse and a client_ip that is no IP address return validation_error, or are accepted.',
    'setting requestChecks',
  ],
  [
    'unknown-url',
    'assumed',
    'URL that does not exist',
    'Not documented. Returns not_found in the shape of the contract.',
  ],
]);

export const TIMINGS = entriesOf('timing', [
  [
    'deposit-window',
    'inferred',
    'Deposit window',
    'Six hours from the session, and again from the moment the deposit address is shown.',
    'setting depositWindowSeconds',
  ],
  [
    'init-token',
    'older_edition',
    'Lifetime of the init token',
    'One hour, or until the first visit.',
    'setting initTokenSeconds',
  ],
  [
    'settlement',
    'assumed',
    'From processing to completed',
    'Two seconds; Proof takes minutes.',
    'setting stepSeconds, speed',
  ],
  [
    'identity',
    'assumed',
    'Duration of an identity check',
    'The same as from processing to completed.',
    'setting stepSeconds',
  ],
  [
    'webhook-timeout',
    'assumed',
    'Webhook timeout',
    'Five seconds. Documented is only "as fast as possible".',
  ],
  [
    'rotation',
    'documented',
    'Grace period of an old token',
    'Its length is not documented. An old token works while it is in the setting.',
    'setting previousTokens',
  ],
]);
