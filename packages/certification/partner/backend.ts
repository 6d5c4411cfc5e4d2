import type { Adapter, RequestTemplate, Status } from '../adapter/schema';
import { CheckFailedError } from '../errors';
import { type Fields, parseJson, valueAt } from '../json';
import { toUnits } from './decimal';
import { type FilledRequest, fillRequest, type Values } from './template';

const TIMEOUT_MS = 30_000;

/** A response of the backend. `status` is `null` if there was none. */
export type Answer = { status: number | null; text: string; json: unknown; ms: number };
export type Delivery = Answer;

export type MintAnswer = Answer & {
  orderId: string | null;
  transactionId: string | null;
  session: Fields | null;
};

const asText = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

export const isSuccess = ({ status }: { status: number | null }) =>
  status !== null && status >= 200 && status < 300;

export function describeAnswer({ status, text, ms }: Answer): string {
  const time = `after ${Math.round(ms)} ms`;
  if (status === null) return `no response ${time} (${text})`;
  return `HTTP ${status} ${time}${text === '' ? '' : `: ${text.slice(0, 160)}`}`;
}

/** Either the backend left it out, or the path in the file is wrong. */
export function missing(setting: string, place: string, answer: Answer): CheckFailedError {
  return new CheckFailedError(
    `the response has nothing at "${place}" (${setting} in the file): ${describeAnswer(answer)}`,
  );
}

/** The partner's backend, as its file describes it. */
export class Backend {
  /** What the backend answered with the client token in it. */
  readonly leaks: string[] = [];
  readonly #adapter: Adapter;
  readonly #token: string;

  constructor(adapter: Adapter, token: string) {
    this.#adapter = adapter;
    this.#token = token;
  }

  async mint(values: Values, headers: Record<string, string> = {}): Promise<MintAnswer> {
    const { mint } = this.#adapter;
    const answer = await this.#send('mint', mint, values, headers);
    const session = mint.session ? valueAt(answer.json, mint.session) : null;
    return {
      ...answer,
      orderId: asText(valueAt(answer.json, mint.orderId)),
      transactionId: asText(valueAt(answer.json, mint.transactionId)),
      session: typeof session === 'object' && session !== null ? { ...session } : null,
    };
  }

  /**
   * What the shown word may stand for.
   * @throws CheckFailedError unless the backend answers with a word that the file maps
   */
  async status(values: Values): Promise<Status[]> {
    const { status: template } = this.#adapter;
    const answer = await this.#send('status', template, values);
    if (!isSuccess(answer))
      throw new CheckFailedError(`the order's status could not be read: ${describeAnswer(answer)}`);
    const value = valueAt(answer.json, template.path);
    if (value === undefined) throw missing('status.path', template.path, answer);
    const word = String(value);
    const statuses = Object.hasOwn(template.map, word) ? template.map[word] : undefined;
    if (!statuses)
      throw new CheckFailedError(`the backend shows "${word}", which status.map does not have`);
    return statuses;
  }

  /** The credited amount in multiples of 10^-18. @throws CheckFailedError unless it is a decimal */
  async credited(template: NonNullable<Adapter['credited']>, values: Values): Promise<bigint> {
    const answer = await this.#send('credited', template, values);
    const units = isSuccess(answer) ? toUnits(valueAt(answer.json, template.path)) : null;
    if (units === null)
      throw new CheckFailedError(`what was credited could not be read: ${describeAnswer(answer)}`);
    return units;
  }

  /** Sends a webhook as the provider would. */
  deliver(body: Fields | string, url: string): Promise<Delivery> {
    return this.#fetch('webhook', {
      ...{ method: 'POST', url, headers: { 'Content-Type': 'application/json' } },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  #send(
    what: string,
    template: RequestTemplate,
    values: Values,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const request = fillRequest(template, values);
    return this.#fetch(what, { ...request, headers: { ...request.headers, ...headers } });
  }

  async #fetch(what: string, { url, ...init }: FilledRequest): Promise<Answer> {
    const startedAt = performance.now();
    const limits = { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) } as const;
    try {
      const response = await fetch(url, { ...init, ...limits });
      const text = await response.text();
      const ms = performance.now() - startedAt;
      if ((text + JSON.stringify([...response.headers])).includes(this.#token))
        this.leaks.push(`the response to the ${what} request: ${text.slice(0, 160)}`);
      return { status: response.status, text, json: parseJson(text), ms };
    } catch (error) {
      const ms = performance.now() - startedAt;
      return { status: null, text: reasonOf(error), json: undefined, ms };
    }
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
