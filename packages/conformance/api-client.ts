import { z } from 'zod';
import { NoResponseError, RuleSkippedError } from './errors';

const REQUEST_TIMEOUT_MS = 15_000;

/** A response and a description of its request. Never contains the token. */
export type ApiResponse = {
  request: string;
  status: number;
  requestId: string | null;
  contentType: string;
  text: string;
  /** When it was sent, by the clock of the implementation if it sends a `Date` header. */
  sentAtMs: number;
  /** `null` if the body is not a JSON object. */
  body: Record<string, unknown> | null;
};

type RequestOptions = {
  body?: unknown;
  rawBody?: string;
  /** The `Authorization` header; `null` sends none. */
  authorization?: string | null;
};

const objectSchema = z.record(z.string(), z.unknown());

export function readObject(text: string): Record<string, unknown> | null {
  try {
    return objectSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Calls the implementation under test. Keeps the responses for the rules about all responses. */
export class ApiClient {
  readonly responses: ApiResponse[] = [];

  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  get authorization(): string {
    return `Bearer ${this.token}`;
  }

  /** Values of `Authorization` that must be refused: wrong tokens, and the token in wrong forms. */
  get wrongAuthorizations(): string[] {
    const { token } = this;
    const basic = Buffer.from(`${token}:`).toString('base64');
    const wrongTokens = ['conformance_wrong_token', `${token}x`, token.slice(0, -1)];
    const otherCase = token === token.toUpperCase() ? token.toLowerCase() : token.toUpperCase();
    if (otherCase !== token) wrongTokens.push(otherCase);
    const wrongForms = [token, `Token ${token}`, `Basic ${token}`, `Basic ${basic}`];
    return [...wrongTokens.map((wrong) => `Bearer ${wrong}`), ...wrongForms];
  }

  containsToken({ text }: Pick<ApiResponse, 'text'>): boolean {
    return text.includes(this.token);
  }

  async send(method: string, path: string, options: RequestOptions = {}): Promise<ApiResponse> {
    const { body, authorization = this.authorization } = options;
    const rawBody = options.rawBody ?? (body === undefined ? null : JSON.stringify(body));
    const headers = new Headers({ accept: 'application/json' });
    if (authorization !== null) headers.set('authorization', authorization);
    if (rawBody !== null) headers.set('content-type', 'application/json');
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const init = { method, headers, body: rawBody, signal, redirect: 'manual' as const };
    try {
      const response = await fetch(this.url + path, init);
      const text = await response.text();
      return this.record({
        request: `${method} ${path}`,
        status: response.status,
        requestId: response.headers.get('x-request-id'),
        contentType: response.headers.get('content-type') ?? '',
        text,
        sentAtMs: readDate(response.headers.get('date')),
      });
    } catch (error) {
      throw new NoResponseError(`${method} ${this.url}${path} got no response: ${reason(error)}.`);
    }
  }

  record(response: Omit<ApiResponse, 'body'>): ApiResponse {
    const recorded = { ...response, body: readObject(response.text) };
    this.responses.push(recorded);
    return recorded;
  }

  transaction(id: string): Promise<ApiResponse> {
    return this.send('GET', `/widget/transactions/${encodeURIComponent(id)}`);
  }

  kycStatus(userId: string): Promise<ApiResponse> {
    return this.send('GET', `/widget/users/${encodeURIComponent(userId)}/kyc-status`);
  }
}

export function readDate(header: string | null | undefined): number {
  const dateMs = Date.parse(header ?? '');
  return Number.isNaN(dateMs) ? Date.now() : dateMs;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

export function summarise({ status, body, text }: ApiResponse): string {
  if (body && typeof body.error === 'string') return `${status} ${body.error}/${body.code ?? ''}`;
  return body ? `${status}` : `${status} ${JSON.stringify(text.slice(0, 80))}`;
}

export function isSuccess({ status }: ApiResponse): boolean {
  return status >= 200 && status < 300;
}

/** Skips the rule if the response was not successful: another rule reports that. */
export function requireFields(response: ApiResponse): Record<string, unknown> {
  if (isSuccess(response) && response.body) return response.body;
  throw new RuleSkippedError(`the response to ${response.request} was ${summarise(response)}`);
}

/** Skips the rule if the field is missing: another rule reports that. */
export function requireText(fields: Record<string, unknown>, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new RuleSkippedError(`${name} is missing`);
}
