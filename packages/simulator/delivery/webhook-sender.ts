import type { Clock } from '../clock';
import { snapshotOf } from '../core/snapshot';
import type { Transaction } from '../core/transaction';
import type { Changes } from '../events/changes';
import type { EventLog } from '../events/event-log';
import type { Switchboard } from '../faults/switchboard';
import type { Settings } from '../settings';
import { type BoundedLog, firstCharacters } from '../state/bounded-log';
import type { Delivery, Message } from './delivery';
import { HoldingPen } from './holding-pen';
import { postWebhook } from './post-webhook';
import { prepareMessage } from './prepare-message';

type Parts = {
  settings: Settings;
  clock: Clock;
  board: Switchboard;
  deliveries: BoundedLog<Delivery>;
  events: EventLog;
  changes: Changes;
};

/**
 * The partner webhook: one try per status change, whatever comes of it (contract, "best effort, fire
 * and forget"). The payload is taken at the moment of the change, before anything can move on.
 */
export class WebhookSender {
  readonly #parts: Parts;
  readonly #pen: HoldingPen;
  readonly #stopping = new AbortController();
  #lastId = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#pen = new HoldingPen(parts.clock);
  }

  deliver(transaction: Transaction): void {
    const { settings, board, events } = this.#parts;
    if (settings.webhooks === 'off' || settings.webhookUrl === null) return;
    const body = snapshotOf(transaction);
    const about = { transactionId: transaction.id, status: transaction.status };
    if (board.take('webhook_dropped', about)) {
      events.record('delivery.dropped', about);
      return;
    }
    const copies = board.take('webhook_duplicated', about)?.copies ?? 1;
    const message = prepareMessage(settings.webhookUrl, body, board);
    const send = () => {
      for (let copy = 0; copy < copies; copy += 1) void this.#send(message);
    };
    const delayed = board.take('webhook_delayed', about);
    const reordered = delayed ? null : board.take('webhook_reordered', about);
    if (delayed) this.#pen.delay(delayed.seconds * 1_000, send);
    else if (reordered) this.#pen.gather(reordered.gather, reordered.waitSeconds * 1_000, send);
    else send();
  }

  /** Sends at once and waits for the receiver's answer. */
  async deliverFirst(transaction: Transaction): Promise<void> {
    const { settings, board } = this.#parts;
    if (settings.webhooks === 'off' || settings.webhookUrl === null) return;
    await this.#send(prepareMessage(settings.webhookUrl, snapshotOf(transaction), board));
  }

  /** Sends what was meant to be sent once more, to where webhooks go now; no fault strikes it. */
  resend({ id, body, url }: Delivery): Promise<Delivery> {
    return this.#send({
      url: this.#parts.settings.webhookUrl ?? url,
      body,
      requestBody: JSON.stringify(body),
      pauseMs: 0,
      faults: [],
      resendOf: id,
    });
  }

  clear(): void {
    this.#pen.clear();
    this.#lastId = 0;
  }

  stop(): void {
    this.#pen.clear();
    this.#stopping.abort();
  }

  async #send(message: Message): Promise<Delivery> {
    const { clock, deliveries, events, changes } = this.#parts;
    const { pauseMs: _, ...sent } = message;
    const { merchant_transaction_id: transactionId, status } = message.body;
    this.#lastId += 1;
    const id = this.#lastId;
    const at = new Date(clock.nowMs()).toISOString();
    const { faults, resendOf } = message;
    events.record('delivery.attempted', { transactionId, status, faults, resendOf });
    const outcome = await postWebhook(message, this.#stopping.signal);
    const requestBody = firstCharacters(message.requestBody);
    const delivery = { id, at, transactionId, ...sent, requestBody, ...outcome };
    deliveries.add(delivery);
    const { responseStatus } = outcome;
    changes.publish({ type: 'delivery', data: { id, transactionId, responseStatus } });
    return delivery;
  }
}
