import { z } from 'zod';

const REQUEST_TIMEOUT_MS = 15_000;

/** One request and its answer, as the report quotes them. Holds no token. */
export type Exchange = {
  request: string;
  status: number;
  requestId: string | null;
  contentType: string;
  text: string;
  /** The answer's JSON object; `null` when it is something else. */
  body: Record<string, unknown> | null;
  durationMs: number;
};

/** The connection failed, was cut, or stayed silent. */
export class NoAnswer extends Error {}

type RequestOptions = { body?: unknown; rawBody?: string; token?: string | null };

const objectSchema = z.record(z.string(), z.unknown());

export function readObject(text: string): Record<string, unknown> | null {
  try {
    return objectSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Speaks to the implementation under test and keeps every answer for the rules about all of them. */
export class ApiClient {
  readonly exchanges: Exchange[] = [];

  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  /** @param options `token: null` sends none. */
  async send(method: string, path: string, options: RequestOptions = {}): Promise<Exchange> {
    const { body, token = this.token } = options;
    const rawBody = options.rawBody ?? (body === undefined ? null : JSON.stringify(body));
    const headers = new Headers({ accept: 'application/json' });
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    if (rawBody !== null) headers.set('content-type', 'application/json');
    const startedAtMs = performance.now();
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const init = { method, headers, body: rawBody, signal, redirect: 'manual' as const };
    const answer = fetch(this.url + path, init).then(async (response) => ({
      response,
      text: await response.text(),
    }));
    const { response, text } = await answer.catch((error: unknown) => {
      throw new NoAnswer(`${method} ${this.url}${path} got no answer: ${reasonOf(error)}.`);
    });
    const exchange = {
      request: `${method} ${path}`,
      status: response.status,
      requestId: response.headers.get('x-request-id'),
      contentType: response.headers.get('content-type') ?? '',
      text,
      body: readObject(text),
      durationMs: performance.now() - startedAtMs,
    };
    this.exchanges.push(exchange);
    return exchange;
  }

  transaction(id: string): Promise<Exchange> {
    return this.send('GET', `/widget/transactions/${encodeURIComponent(id)}`);
  }

  kycStatus(userId: string): Promise<Exchange> {
    return this.send('GET', `/widget/users/${encodeURIComponent(userId)}/kyc-status`);
  }

  authorization(token: string | null = this.token): Record<string, string> {
    return token === null ? {} : { authorization: `Bearer ${token}` };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** The answer in few words, for a sentence about what was expected instead. */
export function summaryOf({ status, body, text }: Exchange): string {
  if (body && typeof body.error === 'string') return `${status} ${body.error}/${body.code ?? ''}`;
  return body ? `${status}` : `${status} ${JSON.stringify(text.slice(0, 80))}`;
}
