import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { readObject } from '../exchange';

type Fields = Record<string, unknown>;

export type Request = { method: string; path: string; body: Fields };
export type Answer = { status: number; headers: Headers; body: Fields };

/** The one thing that an implementation does differently. Each function changes what it is given. */
export type Deviation = {
  answer?(answer: Answer, request: Request): void;
  /** What to do with an upgrade that carries this header; `null` refuses it. */
  upgrade?(authorization: string | undefined): string | null | undefined;
  /** `null` drops the message. */
  message?(fields: Fields): Fields | null;
  webhook?(headers: Headers, body: Fields): void;
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
 * Passes API requests and sockets on to `target`, and changes one thing on the way back. `onMinted`
 * learns the id of each transaction before anything is changed.
 */
export async function deviatingProxy(
  target: string,
  deviation: Deviation,
  onMinted: (transactionId: string) => void,
): Promise<Proxy> {
  const { server, url, close } = await listen(async (request, response) => {
    const text = await readText(request);
    const { method = 'GET', url: path = '/' } = request;
    const init = { method, headers: plainHeaders(request), body: text === '' ? null : text };
    const real = await fetch(target + path, init);
    const headers = new Headers(real.headers);
    const answer = { status: real.status, headers, body: readObject(await real.text()) ?? {} };
    const { merchant_transaction_id: id } = answer.body;
    if (method === 'POST' && typeof id === 'string') onMinted(id);
    deviation.answer?.(answer, { method, path, body: readObject(text) ?? {} });
    for (const name of ['content-length', 'transfer-encoding', 'connection']) headers.delete(name);
    response.writeHead(answer.status, [...headers].flat());
    response.end(JSON.stringify(answer.body));
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const authorization = deviation.upgrade
      ? deviation.upgrade(request.headers.authorization)
      : request.headers.authorization;
    if (authorization === null) return refuse(socket, 401);
    const headers = authorization === undefined ? {} : { authorization };
    const upstream = new WebSocket(target.replace('http', 'ws') + request.url, { headers });
    upstream.on('error', () => refuse(socket, 502));
    upstream.on('unexpected-response', (_, refusal) => refuse(socket, refusal.statusCode ?? 502));
    upstream.on('open', () =>
      sockets.handleUpgrade(request, socket, head, (client) => {
        client.on('close', () => upstream.terminate());
        upstream.on('close', () => client.close());
        upstream.on('message', (data) => {
          const fields = readObject(String(data)) ?? {};
          const told = deviation.message ? deviation.message(fields) : fields;
          if (told) client.send(JSON.stringify(told));
        });
      }),
    );
  });
  return { url, close };
}

function refuse(socket: Duplex, status: number): void {
  const lines = [`HTTP/1.1 ${status} Refused`, 'X-Request-Id: proxy', 'Content-Length: 0'];
  socket.end(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);
}

/** Passes webhooks on to wherever `target` says by then. */
export async function webhookProxy(target: () => string, deviation: Deviation): Promise<Proxy> {
  return listen(async (request, response) => {
    const headers = plainHeaders(request);
    const body = readObject(await readText(request)) ?? {};
    deviation.webhook?.(headers, body);
    await fetch(target(), { method: 'POST', headers, body: JSON.stringify(body) });
    response.writeHead(204).end();
  });
}
