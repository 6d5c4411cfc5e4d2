import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { now, type Recording } from './recording';

export type Provider = { url: string; token: string };

/**
 * `silent` accepts the socket and sends nothing. `refused` answers the upgrade with 502, and a mode with
 * a location redirects it there.
 */
export type SocketMode = 'open' | 'silent' | 'refused' | { location: string };

type Rules = {
  recording: Recording;
  modeOf(transactionId: string): SocketMode;
  authorization(header: string | undefined): string | undefined;
};

/** Relays WebSockets to the provider. The mode counts when a message arrives, not only at first. */
export function relaySockets(server: Server, provider: Provider, rules: Rules): void {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const url = request.url ?? '/';
    const id = new URL(url, 'http://proxy').searchParams.get('tx_id') ?? '';
    const mode = rules.modeOf(id);
    if (mode === 'refused') return refuse(socket, 502);
    if (typeof mode === 'object') {
      rules.recording.redirectedSockets.push(id);
      return refuse(socket, 307, `Location: ${mode.location}\r\n`);
    }
    const authorization = rules.authorization(request.headers.authorization);
    const headers = authorization === undefined ? {} : { authorization };
    const upstream = new WebSocket(provider.url.replace('http', 'ws') + url, { headers });
    upstream.on('error', () => refuse(socket, 502));
    upstream.on('unexpected-response', (_, answer) => refuse(socket, answer.statusCode ?? 502));
    upstream.on('open', () =>
      sockets.handleUpgrade(request, socket, head, (client) => {
        const record = { openedAt: now(), closedAt: null, transactionId: id, url };
        rules.recording.sockets.push(record);
        client.on('error', () => client.terminate());
        client.on('close', () => {
          Object.assign(record, { closedAt: now() });
          upstream.terminate();
        });
        upstream.on('close', () => client.close());
        upstream.on('message', (data) => {
          if (rules.modeOf(id) === 'open') client.send(String(data));
        });
      }),
    );
  });
}

function refuse(socket: Duplex, status: number, header = ''): void {
  socket.end(
    `HTTP/1.1 ${status} Refused\r\n${header}Content-Length: 0\r\nConnection: close\r\n\r\n`,
  );
}
