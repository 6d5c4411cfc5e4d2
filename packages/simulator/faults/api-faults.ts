import { z } from 'zod';
import { API_ERROR_CODES } from '../transport/api-error';
import { delayMs, type FaultDefinition, parameters } from './definition';

const endpoint = z.enum(['any', 'session', 'transaction', 'kyc']).default('any');
const ALL_CALLS = 'Every call of the chosen endpoint by the partner, whoever the user is.';
const MAY_BE_MINTED = `${ALL_CALLS} A session is minted all the same, and the partner cannot know.`;

export const API_FAULTS = {
  api_error: {
    area: 'api',
    title: 'API answers an error',
    does: 'Answers one of the errors of the contract, or of its older edition, and does nothing else.',
    blastRadius: ALL_CALLS,
    parameters: parameters({ endpoint, code: z.enum(API_ERROR_CODES).default('provider_error') }),
  },
  api_slow: {
    area: 'api',
    title: 'API answers slowly',
    does: 'Gives the true answer, late.',
    blastRadius: `${ALL_CALLS} A client with a shorter timeout gives up on something that happened.`,
    parameters: parameters({ endpoint, delayMs: delayMs.default(3_000) }),
  },
  api_hang: {
    area: 'api',
    title: 'API hangs',
    does: 'Takes the call and never answers, until the client gives up or 120 s have passed.',
    blastRadius: `${ALL_CALLS} Nothing is minted.`,
    parameters: parameters({ endpoint }),
  },
  api_cut_off: {
    area: 'api',
    title: 'API answer is cut off',
    does: 'Closes the connection in the middle of the true answer.',
    blastRadius: MAY_BE_MINTED,
    parameters: parameters({ endpoint }),
  },
  api_not_json: {
    area: 'api',
    title: 'API answer is not JSON',
    does: 'Answers a page of HTML, as a proxy in between would.',
    blastRadius: ALL_CALLS,
    parameters: parameters({
      endpoint,
      httpStatus: z.number().int().min(200).max(599).default(200),
      body: z.string().max(100_000).default('<!doctype html><title>Bad gateway</title>'),
    }),
  },
  api_unknown_http_status: {
    area: 'api',
    title: 'API answers an unknown HTTP status',
    does: 'Answers a status that the contract does not name, with an error body.',
    blastRadius: ALL_CALLS,
    parameters: parameters({
      endpoint,
      httpStatus: z.number().int().min(400).max(599).default(418),
      error: z.string().default('unheard_of'),
      code: z.string().default('unheard_of'),
    }),
  },
  api_unknown_transaction_status: {
    area: 'api',
    title: 'Transaction has an unknown status',
    does: 'Answers GET /widget/transactions with a status word that the contract does not have.',
    blastRadius: 'Every reading of any transaction; the record itself stays as it is.',
    parameters: parameters({ status: z.string().min(1).max(60).default('on_hold') }),
  },
} as const satisfies Record<string, FaultDefinition>;
