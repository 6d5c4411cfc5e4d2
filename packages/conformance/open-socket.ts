import { WebSocket } from 'ws';
import { type ApiClient, readDate, readObject } from './api-client';
import type { Push } from './push';

const HANDSHAKE_TIMEOUT_MS = 15_000;

type OpenSocket = {
  /** Oldest first. */
  messages: Push[];
  /** `null` until the other side closes the socket. */
  closeCode: number | null;
  close(): void;
};

export type SocketAttempt =
  | { opened: true; socket: OpenSocket }
  | { opened: false; status: number | null; reason: string };

/** Requests the upgrade of `/ws`. A refusal is recorded like any other response. */
export function openSocket(
  client: ApiClient,
  id: string | null,
  authorization: string | null = client.authorization,
): Promise<SocketAttempt> {
  const path = id === null ? '/ws' : `/ws?tx_id=${encodeURIComponent(id)}`;
  const socket = new WebSocket(client.url.replace(/^http/, 'ws') + path, {
    headers: authorization === null ? {} : { authorization },
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  });
  const state: OpenSocket = { messages: [], closeCode: null, close: () => socket.terminate() };
  socket.on('message', (data) => {
    state.messages.push({ atMs: performance.now(), body: readObject(String(data)) });
  });
  socket.on('close', (code) => {
    state.closeCode = code;
  });
  return new Promise((resolve) => {
    socket.on('open', () => resolve({ opened: true, socket: state }));
    socket.on('error', (error) => resolve({ opened: false, status: null, reason: error.message }));
    socket.on('unexpected-response', (_, response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        client.record({
          request: `GET ${path} (upgrade)`,
          status,
          requestId: response.headers['x-request-id']?.toString() ?? null,
          contentType: response.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString(),
          sentAtMs: readDate(response.headers.date),
        });
        resolve({ opened: false, status, reason: `HTTP ${status}` });
      });
    });
  });
}
