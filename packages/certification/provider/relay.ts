import { createServer } from 'node:http';
import { type Fields, readObject } from '../json';
import type { Delivery } from '../partner/backend';
import { until } from '../wait';
import { now } from './recording';

/** One webhook of the provider. `delivery` is what the backend answered, if it was forwarded. */
export type Webhook = {
  receivedAt: number;
  transactionId: string;
  status: string;
  body: Fields;
  delivery: Delivery | null;
};

type Deliver = (body: Fields) => Promise<Delivery>;

/** Receives the webhooks of the provider, records them, and forwards those that are not held back. */
export class WebhookRelay {
  readonly received: Webhook[] = [];
  readonly #held = new Set<string>();
  readonly #aliases = new Map<string, string>();
  readonly #deliveries = new Map<string, Promise<void>>();
  readonly #deliver: Deliver | null;
  readonly #server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    response.writeHead(204).end();
    const body = readObject(text);
    if (body) await this.#receive(body);
  });

  /** @param deliver `null` if the backend has no webhook */
  constructor(deliver: Deliver | null) {
    this.#deliver = deliver;
  }

  /** From now on, the webhooks about a transaction are recorded only. */
  hold(transactionId: string): void {
    this.#held.add(transactionId);
  }

  /** The backend knows the transaction by a different id. */
  rename(transactionId: string, alias: string): void {
    this.#aliases.set(transactionId, alias);
  }

  /** The webhook about a status, once it arrived. `null` if the provider sends none. */
  webhook(transactionId: string, status: string, timeoutMs: number): Promise<Webhook | null> {
    const isIt = (webhook: Webhook) =>
      webhook.transactionId === transactionId && webhook.status === status;
    return until(() => this.received.find(isIt), timeoutMs);
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #receive(body: Fields): Promise<void> {
    const realId = String(body.merchant_transaction_id);
    const transactionId = this.#aliases.get(realId) ?? realId;
    const renamed = { ...body, merchant_transaction_id: transactionId };
    const status = String(body.status);
    const webhook: Webhook = {
      ...{ receivedAt: now(), transactionId, status, body: renamed, delivery: null },
    };
    this.received.push(webhook);
    const deliver = this.#deliver;
    if (!deliver || this.#held.has(transactionId)) return;
    // One after the other. Only a check that reorders them on purpose may do it.
    const before = this.#deliveries.get(transactionId);
    const delivered = (async () => {
      await before;
      webhook.delivery = await deliver(renamed);
    })();
    this.#deliveries.set(transactionId, delivered);
    await delivered;
  }
}
