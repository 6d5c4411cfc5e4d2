import pRetry from 'p-retry';
import type { z } from 'zod';
import { ProofError, type ProofFailure } from './error';
import {
  errorBodySchema,
  kycStatusSchema,
  type SessionRequest,
  sessionSchema,
  snapshotSchema,
} from './schema';

const TIMEOUT_MS = 10_000;
const RETRIES_AFTER_502 = 2;
const FIRST_RETRY_DELAY_MS = 250;

/** One request to Proof, as operators see it. Holds no secret and no body. */
export type ProofCall = Partial<ProofFailure> & {
  endpoint: string;
  httpStatus: number | null;
  providerRequestId: string | null;
  durationMs: number;
};

/** What a call is about, for the record. */
export type CallSubject = { merchantTransactionId?: string; userId?: string; requestId?: string };

export type ProofClientOptions = {
  baseUrl: string;
  clientToken: string;
  /** Called after every attempt, retries included. Must not throw. */
  onCall: (call: ProofCall, subject: CallSubject) => Promise<void>;
  timeoutMs?: number;
};

export type ProofClient = ReturnType<typeof createProofClient>;

/**
 * Proof's HTTP API. Every method throws a ProofError when the response is not a success, does not
 * arrive in time, or has a body that the contract does not describe.
 */
export function createProofClient(options: ProofClientOptions) {
  return {
    /** Each POST mints a new transaction: Proof documents no idempotency key. */
    createSession: (body: SessionRequest, subject: CallSubject) =>
      retryAfter502(() => call(options, { path: '/widget/session', body }, sessionSchema, subject)),

    /** Not retried here: the next check is its retry, so a failing Proof is not asked twice. */
    getTransaction: (merchantTransactionId: string) =>
      call(
        options,
        { path: '/widget/transactions/{id}', id: merchantTransactionId },
        snapshotSchema,
        { merchantTransactionId },
      ),

    getKycStatus: (userId: string) =>
      retryAfter502(() =>
        call(options, { path: '/widget/users/{id}/kyc-status', id: userId }, kycStatusSchema, {
          userId,
        }),
      ),
  };
}

/** The contract asks for the same body again after a 502; nothing else is retried. */
function retryAfter502<Data>(work: () => Promise<Data>): Promise<Data> {
  return pRetry(work, {
    retries: RETRIES_AFTER_502,
    minTimeout: FIRST_RETRY_DELAY_MS,
    factor: 2,
    randomize: true,
    shouldRetry: ({ error }) => error instanceof ProofError && error.failure.httpStatus === 502,
  });
}

/** A POST when there is a body. `id` fills in the path. */
type ProofRequest = { path: string; id?: string; body?: object };
type Received = { httpStatus: number | null; providerRequestId: string | null };
type Result<Data> = { received: Received; data: Data } | { failure: ProofFailure };

async function call<Schema extends z.ZodType>(
  options: ProofClientOptions,
  request: ProofRequest,
  schema: Schema,
  subject: CallSubject,
): Promise<z.infer<Schema>> {
  const startMs = performance.now();
  const result = await send(options, request, schema);
  await options.onCall(
    {
      endpoint: `${request.body ? 'POST' : 'GET'} ${request.path}`,
      durationMs: performance.now() - startMs,
      ...('failure' in result ? result.failure : result.received),
    },
    subject,
  );
  if ('failure' in result) throw new ProofError(result.failure);
  return result.data;
}

async function send<Schema extends z.ZodType>(
  { baseUrl, clientToken, timeoutMs = TIMEOUT_MS }: ProofClientOptions,
  { path, id = '', body }: ProofRequest,
  schema: Schema,
): Promise<Result<z.infer<Schema>>> {
  let received: Received = { httpStatus: null, providerRequestId: null };
  try {
    const response = await fetch(baseUrl + path.replace('{id}', encodeURIComponent(id)), {
      headers: {
        authorization: `Bearer ${clientToken}`,
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const providerRequestId = response.headers.get('x-request-id');
    received = { httpStatus: response.status, providerRequestId };
    const text = await response.text();
    if (!response.ok) return { failure: { ...received, ...readError(text) } };
    const parsed = schema.safeParse(parseJson(text));
    if (parsed.success) return { received, data: parsed.data };
    const message = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ');
    return { failure: { ...received, error: 'invalid_response', code: '', message } };
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const message = String(error.cause ?? error);
    return { failure: { ...received, error: 'no_answer', code: error.name, message } };
  }
}

function readError(text: string): Pick<ProofFailure, 'error' | 'code' | 'message'> {
  const parsed = errorBodySchema.safeParse(parseJson(text));
  return parsed.data ?? { error: 'unreadable_error', code: '', message: text.slice(0, 200) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
