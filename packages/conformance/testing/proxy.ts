import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { readObject } from '../api-client';

type Fields = Record<string, unknown>;

export type ProxiedRequest = { method: string; path: string; headers: Headers; body: Fields };
export type ProxiedResponse = {
  status: number;
  headers: Headers;
  body: Fields;
  /** Sent instead of `body`, byte for byte. */
  raw?: string | Buffer;
};

type Messages = Fields | Fields[] | null;

/** How a provider deviates from the contract. The functions change their arguments in place. */
export type Deviation = {
  /** Changes what the provider receives, so that it accepts what it should reject. */
  request?(request: ProxiedRequest): void;
  response?(response: ProxiedResponse, request: ProxiedRequest): void;
  /** Returns the header to pass on with an upgrade, or the status that refuses it. */
  upgrade?(authorization: string | undefined): string | number | undefined;
  /** `null` drops the message, a list sends several. */
  message?(fields: Fields): Messages | Promise<Messages>;
  /** `null` drops the webhook. */
  webhook?(headers: Headers, body: Fields): unknown;
  /** One webhook is sent for each, `POST` by default. */
  webhookMethods?: string[];
};

export type Proxy = { url: string; close(): Promise<void> };

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

function plainHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  for (const name of ['host', 'connection', 'content-length']) headers.delete(name);
  return headers;
}

async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
) {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(new Error(String(error))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { server, url: `http://127.0.0.1:${port}`, close };
}

/**
 * Forwards API requests and sockets to `target`, and applies the deviation to the responses. Before
 * that, calls `onSession` with the id of each new transaction.
 */
export async function startApiProxy(
  target: string,
  deviation: Deviation,
  onSession: (transactionId: string) => void,
): Promise<Proxy> {
  const { server, url, close } = await listen(async (request, response) => {
    const text = await readText(request);
    const { method = 'GET', url: path = '/' } = request;
    const received = { method, path, headers: plainHeaders(request), body: readObject(text) ?? {} };
    deviation.request?.(received);
    const sent = deviation.request ? JSON.stringify(received.body) : text;
    const upstream = await fetch(target + received.path, {
      method,
      headers: received.headers,
      body: method === 'GET' || sent === '' ? null : sent,
    });
    const headers = new Headers(upstream.headers);
    const body = readObject(await upstream.text()) ?? {};
    const proxied: ProxiedResponse = { status: upstream.status, headers, body };
    const { merchant_transaction_id: id } = body;
    if (method === 'POST' && typeof id === 'string') onSession(id);
    deviation.response?.(proxied, received);
    for (const name of ['content-length', 'transfer-encoding', 'connection']) headers.delete(name);
    response.writeHead(proxied.status, [...headers].flat());
    response.end(proxied.raw ?? JSON.stringify(proxied.body));
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const authorization = deviation.upgrade
      ? deviation.upgrade(request.headers.authorization)
      : request.headers.authorization;
    if (typeof authorization === 'number') return refuse(socket, authorization);
    const headers = authorization === undefined ? {} : { authorization };
    const upstream = new WebSocket(target.replace('http', 'ws') + request.url, { headers });
    upstream.on('error', () => refuse(socket, 502));
    upstream.on('unexpected-response', (_, refusal) => refuse(socket, refusal.statusCode ?? 502));
    upstream.on('open', () =>
      sockets.handleUpgrade(request, socket, head, (client) => {
        client.on('close', () => upstream.terminate());
        upstream.on('close', () => client.close());
        upstream.on('message', async (data) => {
          const fields = readObject(String(data)) ?? {};
          const messages = deviation.message ? await deviation.message(fields) : fields;
          for (const message of [messages ?? []].flat()) client.send(JSON.stringify(message));
        });
      }),
    );
  });
  return { url, close };
}

function refuse(socket: Duplex, status: number): void {
  const lines = [
    `HTTP/1.1 ${status} Refused`,
    `X-Request-Id: ${randomUUID()}`,
    'Content-Length: 0',
  ];
  socket.end(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);
}

/** Forwards webhooks to `target`, which is unknown until the check listens. */
export async function startWebhookProxy(
  target: () => string,
  deviation: Deviation,
): Promise<Proxy> {
  return listen(async (request, response) => {
    const headers = plainHeaders(request);
    const body = readObject(await readText(request)) ?? {};
    const dropped = (await deviation.webhook?.(headers, body)) === null;
    for (const method of dropped ? [] : (deviation.webhookMethods ?? ['POST'])) {
      await fetch(target(), { method, headers, body: JSON.stringify(body) });
    }
    response.writeHead(204).end();
  });
}
