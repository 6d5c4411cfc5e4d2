import { WebSocket } from 'ws';
import type { ApiClient, Exchange } from './exchange';
import { readObject } from './exchange';

const HANDSHAKE_TIMEOUT_MS = 15_000;

export type OpenSocket = {
  /** What arrived, oldest first; `null` for a message that is not a JSON object. */
  messages: (Record<string, unknown> | null)[];
  /** The close code, once the other side has closed. */
  closedWith: number | null;
  close(): void;
};

export type SocketAttempt =
  | { opened: true; socket: OpenSocket }
  | { opened: false; status: number | null; reason: string };

/** Tries the upgrade of `/ws`. A refusal counts as an answer like every other. */
export function openSocket(
  client: ApiClient,
  id: string | null,
  token?: string | null,
): Promise<SocketAttempt> {
  const query = id === null ? '' : `?tx_id=${encodeURIComponent(id)}`;
  const path = `/ws${query}`;
  const socket = new WebSocket(client.url.replace(/^http/, 'ws') + path, {
    headers: client.authorization(token),
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  });
  const state: OpenSocket = { messages: [], closedWith: null, close: () => socket.terminate() };
  socket.on('message', (data) => state.messages.push(readObject(String(data))));
  socket.on('close', (code) => {
    state.closedWith = code;
  });
  return new Promise((resolve) => {
    socket.on('open', () => resolve({ opened: true, socket: state }));
    socket.on('error', (error) => resolve({ opened: false, status: null, reason: error.message }));
    socket.on('unexpected-response', (_, response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const exchange: Exchange = {
          request: `GET ${path} (upgrade)`,
          status: response.statusCode ?? 0,
          requestId: response.headers['x-request-id']?.toString() ?? null,
          contentType: response.headers['content-type'] ?? '',
          text,
          body: readObject(text),
          durationMs: 0,
        };
        client.exchanges.push(exchange);
        resolve({ opened: false, status: exchange.status, reason: `HTTP ${exchange.status}` });
      });
    });
  });
}
