import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Transaction } from '../provider/transaction';
import { randomId } from '../randomness';
import type { Simulator } from '../simulator';
import { accessRules, requirePartner } from './access';
import { ApiError } from './api-error';

function updateMessage(transaction: Transaction) {
  return {
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
  };
}

/** Whether a new socket receives the current status is not documented, so a setting decides. */
function sendSnapshot(socket: WebSocket, id: string, { settings, store }: Simulator): void {
  const transaction = store.transactions.get(id);
  if (settings.socketSnapshot === 'on' && transaction) {
    socket.send(JSON.stringify(updateMessage(transaction)));
  }
}

/** The `/ws` endpoint: the open sockets by transaction. */
export class SocketHub {
  readonly #simulator: Simulator;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 4_096 });
  readonly #subscribers = new Map<string, Set<WebSocket>>();

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const simulator = this.#simulator;
    socket.on('error', () => socket.destroy());
    try {
      const id = authoriseUpgrade(request, simulator);
      this.#server.handleUpgrade(request, socket, head, (client) => {
        this.#subscribe(id, client);
        sendSnapshot(client, id, simulator);
      });
    } catch (error) {
      refuseUpgrade(socket, error, randomId(simulator.randomness.stream('request ids')));
    }
  }

  publish(transaction: Transaction): void {
    const sockets = this.#subscribers.get(transaction.id);
    if (!sockets) return;
    const body = updateMessage(transaction);
    const { injectedFaults, droppedMessages } = this.#simulator;
    const target = { transactionId: transaction.id, status: transaction.status };
    const drop = (fault: 'socket_silent' | 'socket_dropped') => {
      if (!injectedFaults.take(fault, target)) return false;
      droppedMessages.add(transaction, { channel: 'socket', fault, body });
      return true;
    };
    if (drop('socket_silent')) return;
    const dropped = drop('socket_dropped');
    const message = JSON.stringify(body);
    const copies = injectedFaults.take('socket_repeating', target)?.copies ?? 1;
    for (const socket of sockets) {
      if (dropped) socket.terminate();
      else for (let copy = 0; copy < copies; copy += 1) socket.send(message);
    }
  }

  closeAll(): void {
    for (const socket of this.#server.clients) socket.terminate();
  }

  #subscribe(id: string, socket: WebSocket): void {
    const sockets = this.#subscribers.get(id) ?? new Set();
    this.#subscribers.set(id, sockets.add(socket));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0 && this.#subscribers.get(id) === sockets) this.#subscribers.delete(id);
    });
  }
}

/** Returns the transaction's id. @throws ApiError like the HTTP endpoints */
function authoriseUpgrade(request: IncomingMessage, simulator: Simulator): string {
  const url = new URL(request.url ?? '/', 'http://simulator');
  if (url.pathname !== '/ws') throw new ApiError('not_found', 'There is no such URL');
  const remoteIp = request.socket.remoteAddress ?? '';
  requirePartner(accessRules(simulator), remoteIp, request.headers.authorization);
  if (simulator.settings.socket === 'off') {
    throw new ApiError('upstream_unavailable', 'Sockets are switched off');
  }
  const fault = simulator.injectedFaults.take('socket_refused');
  if (fault) throw new ApiError(fault.code, 'Injected by the control API');
  const id = url.searchParams.get('tx_id') ?? '';
  if (simulator.settings.unknownSockets === 'silent') return id;
  if (id === '') throw new ApiError('missing_param', 'tx_id is required');
  if (!simulator.store.transactions.get(id))
    throw new ApiError('not_found', 'There is no such transaction');
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
