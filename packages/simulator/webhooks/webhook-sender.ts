import type { Clock } from '../clock';
import type { Changes } from '../events/changes';
import type { DroppedMessages } from '../events/dropped-messages';
import type { EventLog } from '../events/event-log';
import type { InjectedFaults } from '../injected-faults/injected-faults';
import { snapshotOf, type Transaction } from '../provider/transaction';
import type { Settings } from '../settings';
import { type BoundedLog, truncate } from '../state/bounded-log';
import { buildRequest } from './build-request';
import { DelayedWebhooks } from './delayed-webhooks';
import type { Delivery, WebhookRequest } from './delivery';
import { sendRequest } from './send-request';

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
  #lastId = 0;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#delayed = new DelayedWebhooks(dependencies.clock);
  }

  deliver(transaction: Transaction): void {
    const { settings, injectedFaults, droppedMessages } = this.#dependencies;
    if (settings.webhooks === 'off' || settings.webhookUrl === null) return;
    const target = { transactionId: transaction.id, status: transaction.status };
    if (injectedFaults.take('webhook_dropped', target)) {
      const body = snapshotOf(transaction);
      droppedMessages.add(transaction, { channel: 'webhook', fault: 'webhook_dropped', body });
      return;
    }
    const copies = injectedFaults.take('webhook_duplicated', target)?.copies ?? 1;
    const request = buildRequest(settings.webhookUrl, snapshotOf(transaction), injectedFaults);
    const send = () => {
      for (let copy = 0; copy < copies; copy += 1) void this.#send(request);
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
    const { settings, injectedFaults } = this.#dependencies;
    if (settings.webhooks === 'off' || settings.webhookUrl === null) return;
    await this.#send(buildRequest(settings.webhookUrl, snapshotOf(transaction), injectedFaults));
  }

  /** Sends the intended body again, to the current webhook URL, without injected faults. */
  resend({ id, body, url }: Delivery): Promise<Delivery> {
    return this.#send({
      url: this.#dependencies.settings.webhookUrl ?? url,
      body,
      requestBody: JSON.stringify(body),
      pauseMs: 0,
      faults: [],
      resendOf: id,
    });
  }

  clear(): void {
    this.#delayed.clear();
    this.#lastId = 0;
  }

  stop(): void {
    this.#delayed.clear();
    this.#stopping.abort();
  }

  async #send(request: WebhookRequest): Promise<Delivery> {
    const { clock, deliveries, events, changes } = this.#dependencies;
    const { pauseMs: _, ...sent } = request;
    const { merchant_transaction_id: transactionId, status } = request.body;
    this.#lastId += 1;
    const id = this.#lastId;
    const at = new Date(clock.nowMs()).toISOString();
    const { faults, resendOf } = request;
    events.record('delivery.attempted', { transactionId, status, faults, resendOf });
    const result = await sendRequest(request, this.#stopping.signal);
    const requestBody = truncate(request.requestBody);
    const delivery = { id, at, transactionId, ...sent, requestBody, ...result };
    deliveries.add(delivery);
    const { responseStatus } = result;
    changes.publish({ type: 'delivery', data: { id, transactionId, responseStatus } });
    return delivery;
  }
}
