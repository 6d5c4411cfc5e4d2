import { z } from 'zod';
import { API_ERRORS } from '../api/api-error';
import { statusSchema } from '../provider/transaction';
import { kycStatusSchema } from '../provider/user';

const decimal = z.string().regex(/^\d+(\.\d+)?$/);
const type = z.enum(['buy', 'sell']);
const lists = z.array(z.string());
const time = z.iso.datetime().describe('ISO 8601, UTC.');
const cryptoAmount = z.string().describe('Final. May be empty before `processing`.');

const sessionRequest = z.object({
  partner_user_id: z.string().describe('Your stable ID of the user.'),
  user_email: z.email().describe('Finds or creates the user’s identity.'),
  network: z.string().describe('The network of the crypto, such as TRC20.'),
  currency: z.string().describe('A cryptocurrency that is enabled for you, such as USDT.'),
  amount: decimal.describe('Amount of crypto, as a decimal string.'),
  type: type.optional().describe('Sells must be enabled for you.'),
  redirect_url: z.string().optional(),
  client_ip: z.string().optional().describe('The user’s IP address, as your backend sees it.'),
  address: z.string().optional().describe('Only if Proof told you to send it.'),
});

/** Fields that the documentation's own example leaves out are optional. */
const session = z.looseObject({
  merchant_transaction_id: z.string(),
  widget_id: z.string(),
  address: z.string(),
  signature: z.string().regex(/^v2:[0-9a-f]{128}$/),
  init_token: z.string(),
  init_token_type: z.string(),
  currency: z.string(),
  network: z.string(),
  amount: decimal,
  type,
  fix_currency: z.boolean().optional(),
  fix_network: lists.optional(),
  fix_amount: z.boolean().optional(),
  fiat_currency: z.string().optional(),
  currencies: lists.optional(),
  networks: lists.optional(),
  fiat_currencies: lists.optional(),
  fix_fiat_currency: z.boolean().optional(),
  fix_fiat_amount: z.boolean().optional(),
  lang: z.string().optional(),
  theme: z.string().optional(),
  redirect_url: z.string().optional(),
});

const statusChange = z.looseObject({
  merchant_transaction_id: z.string(),
  type,
  status: statusSchema,
  currency: z.string(),
  network: z.string(),
  crypto_amount: cryptoAmount,
  fiat_currency: z.string(),
  fiat_amount: z.string(),
  created_at: time,
  updated_at: time,
});

/** The messages of the Proof API, by their names in its OpenAPI document. */
export const PROOF_SCHEMAS = {
  SessionRequest: sessionRequest,
  Session: session,
  Transaction: statusChange.extend({ partner_user_id: z.string() }),
  StatusChange: statusChange,
  IdentityStatus: z.looseObject({ partner_user_id: z.string(), status: kycStatusSchema }),
  Error: z.looseObject({ error: z.string(), code: z.string(), message: z.string() }),
};

type SchemaName = keyof typeof PROOF_SCHEMAS;

const json = (name: SchemaName) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});
const requestId = {
  'X-Request-Id': { description: 'Quote it to support.', schema: { type: 'string' } },
};

/** The documented errors with these HTTP statuses. */
function errors(...statuses: number[]) {
  return Object.fromEntries(
    statuses.map((status) => {
      const known = API_ERRORS.filter(({ httpStatus }) => httpStatus === status);
      const description = known.map(({ error, code }) => `${error}/${code}`).join(', ');
      return [String(status), { description, headers: requestId, content: json('Error') }];
    }),
  );
}

const success = (description: string, name: SchemaName) => ({
  200: { description, headers: requestId, content: json(name) },
});

const pathParameter = (name: string) => [
  { name, in: 'path', required: true, schema: { type: 'string' } },
];

const DESCRIPTION = [
  'Written from Proof’s public documentation, as the simulator is. It is not published by Proof.',
  'What the documentation leaves open is optional here. Responses may have more fields: pass those',
  'of a session on to the widget as they are.',
].join(' ');

/** The Proof API as an OpenAPI 3.1 document. */
export function proofApiDocument() {
  const schemas = Object.entries(PROOF_SCHEMAS).map(([name, schema]) => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
    return [name, rest];
  });
  return {
    openapi: '3.1.0',
    info: { title: 'Proof On/Off Ramp API', version: '2026-11', description: DESCRIPTION },
    servers: [{ url: '/' }],
    security: [{ clientToken: [] }],
    paths: {
      '/widget/session': {
        post: {
          operationId: 'createSession',
          summary: 'Create a transaction, and what the widget needs to run it',
          requestBody: { required: true, content: json('SessionRequest') },
          responses: { ...success('The session', 'Session'), ...errors(400, 401, 403, 500, 502) },
        },
      },
      '/widget/transactions/{merchant_transaction_id}': {
        get: {
          operationId: 'getTransaction',
          summary: 'Get a transaction; this is the authority on its status',
          parameters: pathParameter('merchant_transaction_id'),
          responses: { ...success('The transaction', 'Transaction'), ...errors(401, 404) },
        },
      },
      '/widget/users/{partner_user_id}/kyc-status': {
        get: {
          operationId: 'getIdentityStatus',
          summary: 'Get the status of a user’s identity verification',
          parameters: pathParameter('partner_user_id'),
          responses: { ...success('The status', 'IdentityStatus'), ...errors(401, 404, 502) },
        },
      },
    },
    webhooks: {
      statusChange: {
        post: {
          operationId: 'receiveStatusChange',
          summary:
            'Sent once per change, unsigned, without retries; ask the API before you act on it',
          security: [],
          requestBody: { required: true, content: json('StatusChange') },
          responses: { '2XX': { description: 'Received' } },
        },
      },
    },
    components: {
      securitySchemes: { clientToken: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries(schemas),
    },
  };
}
