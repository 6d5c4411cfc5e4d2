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

/** One request to Proof, as the operator sees it. Holds no secret and no body. */
export type ProofCall = Partial<ProofFailure> & {
  endpoint: string;
  httpStatus: number | null;
  providerRequestId: string | null;
  durationMs: number;
};

export type ProofClientOptions = {
  baseUrl: string;
  clientToken: string;
  /** Told of every attempt, retries included, before the result is used. Must not throw. */
  onCall: (call: ProofCall, subject: CallSubject) => Promise<void>;
  timeoutMs?: number;
};

/** What a call is about, for the operator's record. */
export type CallSubject = { merchantTransactionId?: string; userId?: string; requestId?: string };

export type ProofClient = ReturnType<typeof createProofClient>;

/**
 * Proof's HTTP API. Every method throws a ProofError for an answer that is not a success, for no
 * answer in time, and for a success whose body is not what the contract promises.
 */
export function createProofClient(options: ProofClientOptions) {
  return {
    /** Each POST mints a new transaction: Proof documents no idempotency key. */
    createSession: (body: SessionRequest, subject: CallSubject) =>
      call(options, { method: 'POST', path: '/widget/session', body }, sessionSchema, subject),

    /** Asked once: the schedule that polls is its retry, so no failure makes it ask twice a second. */
    getTransaction: (merchantTransactionId: string, subject: CallSubject = {}) =>
      attempt(
        options,
        { path: '/widget/transactions/{id}', parameter: merchantTransactionId },
        snapshotSchema,
        { merchantTransactionId, ...subject },
      ),

    getKycStatus: (userId: string, subject: CallSubject = {}) =>
      call(options, { path: '/widget/users/{id}/kyc-status', parameter: userId }, kycStatusSchema, {
        userId,
        ...subject,
      }),
  };
}

type ProofRequest = { method?: string; path: string; parameter?: string; body?: object };

/** Retries `502` with the same body, as the contract asks; nothing else is retried. */
function call<Schema extends z.ZodType>(
  options: ProofClientOptions,
  request: ProofRequest,
  schema: Schema,
  subject: CallSubject,
): Promise<z.infer<Schema>> {
  return pRetry(() => attempt(options, request, schema, subject), {
    retries: RETRIES_AFTER_502,
    minTimeout: FIRST_RETRY_DELAY_MS,
    factor: 2,
    randomize: true,
    shouldRetry: ({ error }) => error instanceof ProofError && error.failure.httpStatus === 502,
  });
}

async function attempt<Schema extends z.ZodType>(
  options: ProofClientOptions,
  request: ProofRequest,
  schema: Schema,
  subject: CallSubject,
): Promise<z.infer<Schema>> {
  const startMs = performance.now();
  const outcome = await send(options, request, schema);
  await options.onCall(
    {
      endpoint: `${request.method ?? 'GET'} ${request.path}`,
      durationMs: performance.now() - startMs,
      ...('failure' in outcome ? outcome.failure : outcome.answer),
    },
    subject,
  );
  if ('failure' in outcome) throw new ProofError(outcome.failure);
  return outcome.data;
}

type Answer = { httpStatus: number; providerRequestId: string | null };
type Outcome<Data> = { data: Data; answer: Answer } | { failure: ProofFailure };

async function send<Schema extends z.ZodType>(
  { baseUrl, clientToken, timeoutMs = TIMEOUT_MS }: ProofClientOptions,
  { method = 'GET', path, parameter = '', body }: ProofRequest,
  schema: Schema,
): Promise<Outcome<z.infer<Schema>>> {
  let answer: Answer | null = null;
  try {
    const response = await fetch(baseUrl + path.replace('{id}', encodeURIComponent(parameter)), {
      method,
      headers: {
        authorization: `Bearer ${clientToken}`,
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    });
    answer = {
      httpStatus: response.status,
      providerRequestId: response.headers.get('x-request-id'),
    };
    const text = await response.text();
    return response.ok
      ? readSuccess(text, answer, schema)
      : { failure: { ...answer, ...readError(text) } };
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.cause ?? cause) : cause;
    return {
      failure: {
        httpStatus: null,
        providerRequestId: null,
        ...answer,
        error: 'no_answer',
        code: cause instanceof Error ? cause.name : '',
        message: String(reason),
      },
    };
  }
}

function readSuccess<Schema extends z.ZodType>(
  text: string,
  answer: Answer,
  schema: Schema,
): Outcome<z.infer<Schema>> {
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return { data: parsed.data, answer };
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return {
    failure: { ...answer, error: 'invalid_response', code: '', message: problems.join('; ') },
  };
}

function readError(text: string) {
  const parsed = errorBodySchema.safeParse(parseJson(text));
  return parsed.success
    ? parsed.data
    : { error: 'unreadable_error', code: '', message: text.slice(0, 200) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
