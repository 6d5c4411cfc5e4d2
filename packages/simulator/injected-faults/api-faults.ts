import { z } from 'zod';
import { API_ERROR_NAMES } from '../api/api-error';
import { delayMs, type FaultDefinition, parameters } from './definition';

const endpoint = z
  .enum(['any', 'session', 'transaction', 'kyc'])
  .default('any')
  .describe('Which requests are affected.');
const ALL_REQUESTS = 'Every request to the chosen endpoint, for every user.';
const SESSION_EXISTS = `${ALL_REQUESTS} A session is created anyway, and the partner cannot know.`;

export const API_FAULTS = {
  api_error: {
    area: 'api',
    title: 'API returns an error',
    does: 'Returns an error of the contract or of its older edition, and does nothing else.',
    blastRadius: ALL_REQUESTS,
    parameters: parameters({
      endpoint,
      code: z.enum(API_ERROR_NAMES).default('provider_error').describe('The error to return.'),
    }),
  },
  api_slow: {
    area: 'api',
    title: 'API responds slowly',
    does: 'Delays the real response.',
    blastRadius: `${ALL_REQUESTS} A client with a shorter timeout gives up although the request succeeded.`,
    parameters: parameters({ endpoint, delayMs: delayMs.default(3_000) }),
  },
  api_hang: {
    area: 'api',
    title: 'API hangs',
    does: 'Accepts the request and never responds, until the client gives up or 120 s have passed.',
    blastRadius: `${ALL_REQUESTS} No session is created.`,
    parameters: parameters({ endpoint }),
  },
  api_cut_off: {
    area: 'api',
    title: 'API response is cut off',
    does: 'Closes the connection in the middle of the real response.',
    blastRadius: SESSION_EXISTS,
    parameters: parameters({ endpoint }),
  },
  api_not_json: {
    area: 'api',
    title: 'API response is not JSON',
    does: 'Returns an HTML page, as a proxy in between would.',
    blastRadius: ALL_REQUESTS,
    parameters: parameters({
      endpoint,
      httpStatus: z
        .number()
        .int()
        .min(200)
        .max(599)
        .default(200)
        .describe('The HTTP status to return.'),
      body: z
        .string()
        .max(100_000)
        .default('<!doctype html><title>Bad gateway</title>')
        .describe('The body of the response.'),
    }),
  },
  api_unknown_http_status: {
    area: 'api',
    title: 'API returns an unknown HTTP status',
    does: 'Returns a status that the contract does not name, with an error body.',
    blastRadius: ALL_REQUESTS,
    parameters: parameters({
      endpoint,
      httpStatus: z
        .number()
        .int()
        .min(400)
        .max(599)
        .default(418)
        .describe('The HTTP status to return.'),
      error: z.string().default('unheard_of').describe('The field "error" of the body.'),
      code: z.string().default('unheard_of').describe('The field "code" of the body.'),
    }),
  },
  api_unknown_transaction_status: {
    area: 'api',
    title: 'Transaction has an unknown status',
    does: 'Returns a status from GET /widget/transactions that the contract does not name.',
    blastRadius: 'Every read of any transaction. The transaction itself does not change.',
    parameters: parameters({
      status: z.string().min(1).max(60).default('on_hold').describe('The status to return.'),
    }),
  },
  api_stale_transaction: {
    area: 'api',
    title: 'Transaction is out of date',
    does: 'Returns a transaction as it was before its last change, for some seconds after that.',
    blastRadius: 'Every read soon after a change. Webhooks and the WebSocket are up to date.',
    parameters: parameters({
      seconds: z.number().min(0).max(86_400).default(4).describe('By the simulator’s clock.'),
    }),
  },
} as const satisfies Record<string, FaultDefinition>;
