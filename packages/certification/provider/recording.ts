import type { IncomingHttpHeaders } from 'node:http';
import type { Fields } from '../json';

/** One request of the backend to the provider, and the response that it got. Times in ms. */
export type Exchange = {
  startedAt: number;
  endedAt: number | null;
  method: string;
  /** As it was sent, not decoded. */
  path: string;
  headers: IncomingHttpHeaders;
  text: string;
  body: Fields | null;
  /** `null` until the response is sent, or if the connection was cut. */
  status: number | null;
  response: Fields | null;
};

const TRANSACTION_PATH = '/widget/transactions/';

export const now = () => performance.now();

export const isSession = ({ method, path }: { method: string; path: string }) =>
  method === 'POST' && path.split('?')[0] === '/widget/session';

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The id in the path of a request for a transaction. */
export function transactionIn({ method, path }: { method: string; path: string }): string | null {
  if (method !== 'GET' || !path.startsWith(TRANSACTION_PATH)) return null;
  return decode(path.slice(TRANSACTION_PATH.length).split('?')[0] ?? '');
}

/** One WebSocket of the backend. */
export type SocketRecord = {
  openedAt: number;
  closedAt: number | null;
  transactionId: string;
  url: string;
};

/** What the proxy saw, oldest first. */
export class Recording {
  readonly exchanges: Exchange[] = [];
  readonly sockets: SocketRecord[] = [];
  /** The transactions of WebSockets that were redirected instead, once for each attempt. */
  readonly redirectedSockets: string[] = [];
  readonly #reads = new Map<string, Exchange[]>();

  add(exchange: Exchange): void {
    this.exchanges.push(exchange);
    const id = transactionIn(exchange);
    if (id !== null) this.#reads.set(id, [...this.reads(id), exchange]);
  }

  /** The requests for one transaction. */
  reads(transactionId: string): Exchange[] {
    return this.#reads.get(transactionId) ?? [];
  }

  /** The session requests for one amount, which recognises an order. */
  sessions(amount: string): Exchange[] {
    return this.exchanges.filter(
      (exchange) => isSession(exchange) && isAmount(exchange.body, amount),
    );
  }

  socketsOf(transactionId: string): SocketRecord[] {
    return this.sockets.filter((socket) => socket.transactionId === transactionId);
  }
}

/** Compares numbers, because a backend may send the amount wrongly, as a number or rounded. */
export function isAmount(body: Fields | null, amount: string): boolean {
  return body !== null && Math.trunc(Number(body.amount)) === Math.trunc(Number(amount));
}
