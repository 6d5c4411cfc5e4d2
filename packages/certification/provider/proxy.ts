import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { CouldNotRunError } from '../errors';
import { readObject } from '../json';
import { type Exchange, now, Recording } from './recording';
import { type Provider, relaySockets, type SocketMode } from './socket-proxy';

export type ProviderRequest = Pick<Exchange, 'method' | 'path' | 'body'>;
export type ProviderResponse = {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** Breaks the connection off after half of the body. */
  cutOff?: boolean;
};

/**
 * Answers a request instead of the provider, or changes the answer. `forward` asks the provider, for
 * a different path if one is given. Returns `null` for a request that it does not concern.
 */
export type Misbehaviour = (
  request: ProviderRequest,
  forward: (path?: string) => Promise<ProviderResponse>,
) => Promise<ProviderResponse> | null;

const HOP_BY_HOP = ['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive'];
const NOT_PASSED_BACK = [...HOP_BY_HOP, 'content-encoding'];

/** What the backend calls instead of the provider. It records, and misbehaves where it is told to. */
export class ProviderProxy {
  readonly recording = new Recording();
  readonly #misbehaviours = new Set<Misbehaviour>();
  readonly #socketModes = new Map<string, SocketMode>();
  readonly #provider: Provider;
  readonly #token: string;
  readonly #server = createServer((request, response) => {
    this.#handle(request, response).catch(() => response.destroy());
  });

  /** @param token what the backend sends. The provider gets its own token instead. */
  constructor(provider: Provider, token: string) {
    this.#provider = provider;
    this.#token = token;
    const modeOf = (id: string) => this.#socketModes.get(id) ?? 'open';
    relaySockets(this.#server, provider, {
      recording: this.recording,
      modeOf,
      authorization: (header) => this.#translate(header),
    });
  }

  /** Adds a misbehaviour. Returns the function that ends it. */
  misbehave(misbehaviour: Misbehaviour): () => void {
    this.#misbehaviours.add(misbehaviour);
    return () => this.#misbehaviours.delete(misbehaviour);
  }

  setSockets(transactionId: string, mode: SocketMode): void {
    this.#socketModes.set(transactionId, mode);
  }

  /** Returns the port. @throws CouldNotRunError if the port is in use */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (error) =>
        reject(new CouldNotRunError(`The proxy cannot listen on port ${port}: ${error.message}.`)),
      );
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAt = now();
    const text = Buffer.concat(await request.toArray()).toString();
    const { method = 'GET', url: path = '/', headers } = request;
    const exchange: Exchange = {
      ...{ startedAt, endedAt: null, method, path, headers, text },
      ...{ body: readObject(text), status: null, response: null },
    };
    this.recording.add(exchange);
    const answer = await this.#answer(exchange);
    exchange.endedAt = now();
    if (answer.cutOff) return cutOff(response, answer);
    exchange.status = answer.status;
    exchange.response = readObject(answer.text);
    response.writeHead(answer.status, answer.headers).end(answer.text);
  }

  async #answer(exchange: Exchange): Promise<ProviderResponse> {
    const forward = (path = exchange.path) => this.#forward(exchange, path);
    for (const misbehaviour of this.#misbehaviours) {
      const answer = misbehaviour(exchange, forward);
      if (answer) return answer;
    }
    return forward();
  }

  async #forward({ method, headers, text }: Exchange, path: string): Promise<ProviderResponse> {
    const passed = new Headers();
    for (const [name, value] of Object.entries(headers)) {
      if (typeof value === 'string' && !HOP_BY_HOP.includes(name)) passed.set(name, value);
    }
    const authorization = this.#translate(headers.authorization);
    if (authorization !== undefined) passed.set('authorization', authorization);
    const body = text === '' ? null : text;
    const answer = await fetch(this.#provider.url + path, { method, headers: passed, body });
    const answered = [...answer.headers].filter(([name]) => !NOT_PASSED_BACK.includes(name));
    return {
      status: answer.status,
      headers: Object.fromEntries(answered),
      text: await answer.text(),
    };
  }

  #translate(authorization: string | undefined): string | undefined {
    return authorization === `Bearer ${this.#token}`
      ? `Bearer ${this.#provider.token}`
      : authorization;
  }
}

function cutOff(response: ServerResponse, { status, headers, text }: ProviderResponse): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}
