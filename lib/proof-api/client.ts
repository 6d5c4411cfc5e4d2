import pRetry from 'p-retry';
import { z } from 'zod';
import { ProofError, type ProofFailure } from './error';
import {
  errorBodySchema,
  kycStatusSchema,
  type SessionRequest,
  sessionSchema,
  snapshotSchema,
} from './schema';

const TIMEOUT_MS = 10_000;

/** What a call is about, for the record. */
type CallSubject = {
  merchantTransactionId?: string;
  userId?: string;
  /** "TRC20:USDT", for a session. */
  asset?: string;
};

type Received = Pick<ProofFailure, 'httpStatus' | 'providerRequestId'>;

/** One request to Proof, as operators see it. Holds no secret and no body. */
export type ProofCall = CallSubject &
  Received &
  Partial<ProofFailure> & { endpoint: string; durationMs: number };

export type ProofClientOptions = {
  baseUrl: string;
  clientToken: string;
  /** Called after every attempt, retries included. Must not throw. */
  onCall: (call: ProofCall) => Promise<void>;
};

export type ProofClient = ReturnType<typeof createProofClient>;

/**
 * Proof's HTTP API. Every method throws a ProofError when the response is not a success, does not
 * arrive in time, or has a body that the contract does not describe.
 */
export function createProofClient(options: ProofClientOptions) {
  return {
    /** Each POST mints a new transaction: Proof documents no idempotency key. */
    createSession: (body: SessionRequest, about: CallSubject) => {
      const subject = { ...about, asset: `${body.network}:${body.currency}` };
      const request = { path: '/widget/session', body, subject };
      return retryAfter502(() => call(options, request, sessionSchema));
    },

    /** Not retried here: the next check is its retry, so a failing Proof is not asked twice. */
    getTransaction: (id: string) => {
      const subject = { merchantTransactionId: id };
      return call(options, { path: '/widget/transactions/{id}', id, subject }, snapshotSchema);
    },

    /** Proof doesn't know a user before their first session, so 404 is a normal response. */
    getKycStatus: (id: string) => {
      const path = '/widget/users/{id}/kyc-status';
      const whenNotFound = { partner_user_id: id, status: 'not_started' };
      const request = { path, id, subject: { userId: id }, whenNotFound };
      return retryAfter502(() => call(options, request, kycStatusSchema));
    },
  };
}

/** The contract asks for the same body again after a 502; nothing else is retried. */
function retryAfter502<Data>(work: () => Promise<Data>): Promise<Data> {
  return pRetry(work, {
    retries: 2,
    minTimeout: 250,
    randomize: true,
    shouldRetry: ({ error }) => error instanceof ProofError && error.failure.httpStatus === 502,
  });
}

/** A POST when there is a body. `id` fills in the path, and `whenNotFound` replaces a 404's body. */
type ProofRequest = {
  path: string;
  id?: string;
  body?: object;
  subject: CallSubject;
  whenNotFound?: object;
};

/** Only its response says which transaction a new session belongs to. */
const namedTransactionSchema = z
  .object({ merchant_transaction_id: z.string().optional() })
  .transform(({ merchant_transaction_id: id }) => (id ? { merchantTransactionId: id } : {}));

async function call<Schema extends z.ZodType>(
  options: ProofClientOptions,
  request: ProofRequest,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const startMs = performance.now();
  const result = await send(options, request, schema);
  await options.onCall({
    ...('data' in result && namedTransactionSchema.parse(result.data)),
    ...request.subject,
    endpoint: `${request.body ? 'POST' : 'GET'} ${request.path}`,
    durationMs: performance.now() - startMs,
    ...('failure' in result ? result.failure : result.received),
  });
  if ('failure' in result) throw new ProofError(result.failure);
  return result.data;
}

type Result<Data> = { received: Received; data: Data } | { failure: ProofFailure };

async function send<Schema extends z.ZodType>(
  { baseUrl, clientToken }: ProofClientOptions,
  { path, id = '', body, whenNotFound }: ProofRequest,
  schema: Schema,
): Promise<Result<z.infer<Schema>>> {
  let received: Received = { httpStatus: null, providerRequestId: null };
  try {
    const response = await fetch(baseUrl + path.replace('{id}', encodeURIComponent(id)), {
      headers: {
        authorization: `Bearer ${clientToken}`,
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const providerRequestId = response.headers.get('x-request-id');
    received = { httpStatus: response.status, providerRequestId };
    const text = await response.text();
    const substitute = response.status === 404 && whenNotFound;
    if (!response.ok && !substitute) return { failure: { ...received, ...readError(text) } };
    const { data, error } = schema.safeParse(substitute || parseJson(text));
    if (!error) return { received, data };
    const message = z.prettifyError(error);
    return { failure: { ...received, error: 'invalid_response', code: '', message } };
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const message = String(error.cause ?? error);
    return { failure: { ...received, error: 'no_response', code: error.name, message } };
  }
}

function readError(text: string): Pick<ProofFailure, 'error' | 'code' | 'message'> {
  const { data } = errorBodySchema.safeParse(parseJson(text));
  return data ?? { error: 'unreadable_error', code: '', message: text.slice(0, 200) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
