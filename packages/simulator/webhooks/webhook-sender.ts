import pLimit from 'p-limit';
import type { Clock } from '../clock';
import type { Changes } from '../events/changes';
import type { DroppedMessages } from '../events/dropped-messages';
import type { EventLog } from '../events/event-log';
import type { InjectedFaults } from '../injected-faults/injected-faults';
import { snapshotOf, type Transaction } from '../provider/transaction';
import type { Settings } from '../settings';
import { type BoundedLog, truncate } from '../state/bounded-log';
import { buildRequests } from './build-request';
import { DelayedWebhooks } from './delayed-webhooks';
import type { Delivery, WebhookRequest } from './delivery';
import { sendRequest } from './send-request';
import { signatureHeaders } from './sign';

/** A receiver that does not respond keeps each of its connections for seconds. */
const MAX_CONCURRENT_REQUESTS = 100;

type Dependencies = {
  settings: Settings;
  clock: Clock;
  injectedFaults: InjectedFaults;
  deliveries: BoundedLog<Delivery>;
  droppedMessages: DroppedMessages;
  events: EventLog;
  changes: Changes;
};

/**
 * Sends one webhook per status change and never retries (contract, "best effort, fire and forget").
 * The body is built at the moment of the change.
 */
export class WebhookSender {
  readonly #dependencies: Dependencies;
  readonly #delayed: DelayedWebhooks;
  readonly #stopping = new AbortController();
  readonly #limit = pLimit(MAX_CONCURRENT_REQUESTS);
  #lastId = 0;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#delayed = new DelayedWebhooks(dependencies.clock);
  }

  deliver(transaction: Transaction): void {
    const { settings, injectedFaults, droppedMessages } = this.#dependencies;
    if (settings.webhooks === 'off' || settings.webhookUrls.length === 0) return;
    const target = { transactionId: transaction.id, status: transaction.status };
    if (injectedFaults.take('webhook_dropped', target)) {
      const body = snapshotOf(transaction);
      droppedMessages.add(transaction, { channel: 'webhook', fault: 'webhook_dropped', body });
      return;
    }
    const copies = injectedFaults.take('webhook_duplicated', target)?.copies ?? 1;
    const requests = this.#build(transaction);
    const send = () => {
      for (let copy = 0; copy < copies; copy += 1)
        for (const request of requests) void this.#send(request);
    };
    const delayed = injectedFaults.take('webhook_delayed', target);
    const reordered = delayed ? null : injectedFaults.take('webhook_reordered', target);
    if (delayed) {
      this.#delayed.delay(delayed.seconds * 1_000, send);
    } else if (reordered) {
      this.#delayed.addToBatch(reordered.gather, reordered.waitSeconds * 1_000, send);
    } else {
      send();
    }
  }

  /** Sends at once and waits for the response. */
  async deliverNow(transaction: Transaction): Promise<void> {
    if (this.#dependencies.settings.webhooks === 'off') return;
    await Promise.all(this.#build(transaction).map((request) => this.#send(request)));
  }

  /**
   * Sends the intended body again, without injected faults. A URL that was changed by one, or since,
   * is replaced by the first of the current URLs.
   */
  resend({ id, body, url }: Delivery): Promise<Delivery> {
    const { webhookUrls } = this.#dependencies.settings;
    const requestBody = JSON.stringify(body);
    return this.#send({
      url: webhookUrls.includes(url) ? url : (webhookUrls[0] ?? url),
      body,
      requestBody,
      pauseMs: 0,
      headers: this.#headersFor(requestBody),
      faults: [],
      resendOf: id,
    });
  }

  /** Sends any body to each webhook URL, as somebody who knows the URL could. */
  forge(
    body: Record<string, unknown>,
    faults: WebhookRequest['faults'] = ['forged'],
  ): Promise<Delivery[]> {
    const requestBody = JSON.stringify(body);
    const requests = this.#dependencies.settings.webhookUrls.map((url) => ({
      url,
      body,
      requestBody,
      pauseMs: 0,
      headers: {},
      faults,
      resendOf: null,
    }));
    return Promise.all(requests.map((request) => this.#send(request)));
  }

  clear(): void {
    this.#delayed.clear();
    this.#limit.clearQueue();
    this.#lastId = 0;
  }

  stop(): void {
    this.#delayed.clear();
    this.#limit.clearQueue();
    this.#stopping.abort();
  }

  #build(transaction: Transaction): WebhookRequest[] {
    const { settings, injectedFaults } = this.#dependencies;
    const to = {
      urls: settings.webhookUrls,
      headersFor: (body: string) => this.#headersFor(body),
    };
    return buildRequests(to, snapshotOf(transaction), injectedFaults);
  }

  #headersFor(body: string): Record<string, string> {
    const { settings, clock } = this.#dependencies;
    return signatureHeaders(settings.webhookSignature, body, clock.nowMs());
  }

  #send(request: WebhookRequest): Promise<Delivery> {
    return this.#limit(() => this.#sendNow(request));
  }

  async #sendNow(request: WebhookRequest): Promise<Delivery> {
    const { clock, deliveries, events, changes } = this.#dependencies;
    const { pauseMs: _pauseMs, headers: _headers, ...sent } = request;
    const transactionId = String(request.body.merchant_transaction_id ?? '');
    const { status } = request.body;
    this.#lastId += 1;
    const id = this.#lastId;
    const at = new Date(clock.nowMs()).toISOString();
    const realMs = Date.now();
    const { faults, resendOf } = request;
    events.record('delivery.attempted', { transactionId, status, faults, resendOf });
    const result = await sendRequest(request, this.#stopping.signal);
    const requestBody = truncate(request.requestBody);
    const delivery = { id, at, realMs, transactionId, ...sent, requestBody, ...result };
    deliveries.add(delivery);
    const { responseStatus } = result;
    changes.publish({ type: 'delivery', data: { id, transactionId, responseStatus } });
    return delivery;
  }
}
