import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Transaction } from '../core/transaction';
import { randomId } from '../randomness';
import type { World } from '../world';
import { requirePartner } from './access';
import { ApiError } from './api-error';

function updateMessage(transaction: Transaction): string {
  return JSON.stringify({
    event: 'tx.update',
    merchant_transaction_id: transaction.id,
    type: transaction.type,
    status: transaction.status,
    ...(transaction.paymentMethod === null ? {} : { payment_method: transaction.paymentMethod }),
    currency: transaction.currency,
    fiat_currency: transaction.fiatCurrency,
    fiat_amount: transaction.fiatAmount,
    crypto_amount: transaction.cryptoAmount,
    occurred_at: new Date(transaction.updatedAt).toISOString(),
  });
}

/** Whether a listener is first told where it stands is not documented, so it is a setting. */
function greet(socket: WebSocket, id: string, { settings, store }: World): void {
  const transaction = store.transactions.get(id);
  if (settings.socketSnapshot === 'on' && transaction) socket.send(updateMessage(transaction));
}

/** The `/ws` endpoint: who listens to which transaction. */
export class SocketHub {
  readonly #world: World;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 4_096 });
  readonly #listeners = new Map<string, Set<WebSocket>>();

  constructor(world: World) {
    this.#world = world;
  }

  attach(server: Server): void {
    const world = this.#world;
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      try {
        const id = authoriseUpgrade(request, world);
        this.#server.handleUpgrade(request, socket, head, (opened) => {
          this.#listen(id, opened);
          greet(opened, id, world);
        });
      } catch (error) {
        refuseUpgrade(socket, error, randomId(world.randomness.stream('request ids')));
      }
    });
  }

  publish(transaction: Transaction): void {
    const listening = this.#listeners.get(transaction.id);
    if (!listening) return;
    const message = updateMessage(transaction);
    const { board } = this.#world;
    const about = { transactionId: transaction.id, status: transaction.status };
    if (board.take('socket_silent', about)) return;
    const dropped = board.take('socket_dropped', about);
    const copies = board.take('socket_repeating', about)?.copies ?? 1;
    for (const socket of listening) {
      if (dropped) socket.terminate();
      else for (let copy = 0; copy < copies; copy += 1) socket.send(message);
    }
  }

  dropAll(): void {
    for (const socket of this.#server.clients) socket.terminate();
  }

  #listen(id: string, socket: WebSocket): void {
    const listening = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listening.add(socket));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      listening.delete(socket);
      if (listening.size === 0 && this.#listeners.get(id) === listening) this.#listeners.delete(id);
    });
  }
}

/** @returns the id of the transaction to listen to. @throws ApiError as the HTTP endpoints do. */
function authoriseUpgrade(request: IncomingMessage, world: World): string {
  const url = new URL(request.url ?? '/', 'http://simulator');
  if (url.pathname !== '/ws') throw new ApiError('not_found', 'No such address');
  const rules = { clientToken: world.config.clientToken, allowedIps: world.settings.allowedIps };
  requirePartner(rules, request.socket.remoteAddress ?? '', request.headers.authorization);
  if (world.settings.socket === 'off') {
    throw new ApiError('upstream_unavailable', 'Sockets are switched off');
  }
  const refused = world.board.take('socket_refused');
  if (refused) throw new ApiError(refused.code, 'Asked for through the control API');
  const id = url.searchParams.get('tx_id');
  if (id === null || id === '') throw new ApiError('missing_param', 'tx_id is required');
  if (!world.store.transactions.get(id)) throw new ApiError('not_found', 'No such transaction');
  return id;
}

function refuseUpgrade(socket: Duplex, error: unknown, requestId: string): void {
  const known = error instanceof ApiError ? error : new ApiError('db_error', 'Upgrade failed');
  const body = JSON.stringify(known.body);
  const lines = [
    `HTTP/1.1 ${known.httpStatus} Refused`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
