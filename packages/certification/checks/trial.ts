import { randomUUID } from 'node:crypto';
import type { Status } from '../adapter/schema';
import type { Equipment } from '../equipment';
import { CheckFailedError } from '../errors';
import type { Fields } from '../json';
import {
  type Delivery,
  describeAnswer,
  isSuccess,
  type MintAnswer,
  missing,
} from '../partner/backend';
import { formatUnits, toUnits } from '../partner/decimal';
import type { Misbehaviour } from '../provider/proxy';
import type { Exchange } from '../provider/recording';
import type { Action } from '../provider/simulator';
import { until } from '../wait';
import { need, require } from './expect';
import type { User } from './users';

const STATUS_INTERVAL_MS = 200;
const CHANNEL_MS = 5_000;

const either = (statuses: Status[]) => statuses.join(' or ');

export type Order = {
  orderId: string;
  transactionId: string;
  type: 'buy' | 'sell';
  amount: string;
  user: User;
  answer: MintAnswer;
};

export type MintOptions = Partial<
  Pick<Order, 'type' | 'amount' | 'user'> & { key: string; headers: Record<string, string> }
>;

/** The equipment in the hands of one check: its user, its orders, and the evidence that it collects. */
export class Trial {
  readonly evidence: string[] = [];
  readonly #ends: (() => void)[] = [];
  readonly #startedAt = performance.now();

  constructor(
    readonly equipment: Equipment,
    readonly user: User,
  ) {}

  note(text: string): void {
    const seconds = ((performance.now() - this.#startedAt) / 1_000).toFixed(2);
    this.evidence.push(`${seconds} s: ${text}`);
  }

  onEnd(end: () => void): void {
    this.#ends.push(end);
  }

  /** Ends what the check left switched on. */
  end(): void {
    for (const end of this.#ends) end();
  }

  /** A second user, until the end of the check. `null` if the file lists only one. */
  async otherUser(): Promise<User | null> {
    const { users, adapter } = this.equipment;
    if (adapter.users?.length === 1) return null;
    const user = await users.take();
    this.onEnd(() => users.giveBack(user));
    return user;
  }

  misbehave(misbehaviour: Misbehaviour): () => void {
    const end = this.equipment.proxy.misbehave(misbehaviour);
    this.onEnd(end);
    return end;
  }

  /** Asks the backend for an order, whatever comes of it. */
  async mint(options: MintOptions = {}): Promise<MintAnswer & { amount: string }> {
    const { backend, adapter, nextAmount } = this.equipment;
    const { type = 'buy', amount = nextAmount(), user = this.user, key = randomUUID() } = options;
    const { network, currency } = adapter.order;
    const asset = `${network}:${currency}`;
    const order = { type, amount, network, currency, asset, idempotencyKey: key };
    const answer = await backend.mint({ ...order, ...user }, options.headers);
    this.note(`asked for a ${type} of ${amount}: ${describeAnswer(answer)}`);
    return { ...answer, amount };
  }

  /** @throws CheckFailedError if the backend does not create the order */
  async order(options: MintOptions = {}): Promise<Order> {
    const answer = await this.mint(options);
    const { orderId, transactionId, amount } = answer;
    if (!isSuccess(answer))
      throw new CheckFailedError(`no order was created: ${describeAnswer(answer)}`);
    const { mint } = this.equipment.adapter;
    if (!orderId) throw missing('mint.orderId', mint.orderId, answer);
    if (!transactionId) throw missing('mint.transactionId', mint.transactionId, answer);
    const { type = 'buy', user = this.user } = options;
    return { orderId, transactionId, amount, type, user, answer };
  }

  /** Lets something happen at the provider, and waits until it has sent its webhook. */
  async act(order: Order, action: Action, status: Status, realId?: string): Promise<void> {
    const { simulator, relay } = this.equipment;
    await simulator.act(realId ?? order.transactionId, action);
    this.note(`at the provider: ${action}, so the transaction is ${status}`);
    await relay.webhook(order.transactionId, status, CHANNEL_MS);
  }

  /** The payment of a buy or the deposit of a sell arrives. */
  async pay(order: Order): Promise<void> {
    await this.act(order, order.type === 'sell' ? 'deposit' : 'pay', 'processing');
  }

  /** Pays an order and completes it at the provider, whatever the backend shows. */
  async complete(order: Order): Promise<void> {
    await this.pay(order);
    await this.act(order, 'complete', 'completed');
  }

  /** An order that the backend shows as completed. */
  async completedOrder(): Promise<Order> {
    const order = await this.order();
    await this.complete(order);
    await this.expectStatus(order, 'completed');
    return order;
  }

  /** What the word that the backend shows may stand for. */
  async status(order: Order): Promise<Status[]> {
    return this.equipment.backend.status(this.#valuesOf(order));
  }

  /** @throws CheckFailedError if the backend does not show the status in time */
  async expectStatus(
    order: Order,
    expected: Status,
    withinMs = this.equipment.pollMs,
  ): Promise<void> {
    const startedAt = performance.now();
    let shown: Status[] = [];
    const arrived = await until(
      async () => {
        shown = await this.status(order);
        return shown.includes(expected);
      },
      withinMs,
      STATUS_INTERVAL_MS,
    );
    const ms = Math.round(performance.now() - startedAt);
    if (!arrived)
      throw new CheckFailedError(
        `the backend shows ${either(shown)} after ${ms} ms, not ${expected}`,
      );
    this.note(`the backend shows ${expected} after ${ms} ms`);
  }

  /** Watches the shown status as long as `done` says. @throws CheckFailedError if it is another */
  async expectOnly(order: Order, allowed: Status[], done: () => boolean, timeoutMs: number) {
    let isDone = false;
    await until(
      async () => {
        // Once more after that, because the backend may not have handled yet what made it so.
        const wasDone = isDone;
        isDone = done();
        const shown = await this.status(order);
        if (!shown.some((status) => allowed.includes(status)))
          throw new CheckFailedError(`the backend shows ${either(shown)}, not ${either(allowed)}`);
        return wasDone;
      },
      timeoutMs,
      STATUS_INTERVAL_MS,
    );
  }

  /** Sends a webhook as the provider would. @throws NotApplicableError without `webhook` */
  send(body: Fields | string, url?: string): Promise<Delivery> {
    const { adapter, backend } = this.equipment;
    return backend.deliver(body, url ?? need(adapter.webhook, '"webhook" in the file').url);
  }

  /** Sends a webhook, and notes the answer. */
  async deliver(body: Fields | string, url?: string): Promise<Delivery> {
    const delivery = await this.send(body, url);
    const name = typeof body === 'string' ? 'a malformed webhook' : `a webhook "${body.status}"`;
    this.note(`sent ${name}: ${describeAnswer(delivery)}`);
    return delivery;
  }

  /** The webhook that the provider sent about a status. */
  async webhookBody(order: Order, status: Status): Promise<Fields> {
    const webhook = await this.equipment.relay.webhook(order.transactionId, status, CHANNEL_MS);
    return need(webhook, `a webhook of the provider about ${status}`).body;
  }

  /** A webhook about an order as the provider would send it, whatever is true. */
  webhookAbout(
    { transactionId, type, amount }: Order,
    status: string,
    changes: Fields = {},
  ): Fields {
    const { network, currency } = this.equipment.adapter.order;
    const time = new Date().toISOString();
    return {
      ...{ merchant_transaction_id: transactionId, type, status, currency, network },
      ...{ crypto_amount: amount, fiat_currency: 'EUR', fiat_amount: amount },
      ...{ created_at: time, updated_at: time, ...changes },
    };
  }

  /** What is credited for the order or its user. `null` without `credited` in the file. */
  async credited(order: Order): Promise<bigint | null> {
    const { adapter, backend } = this.equipment;
    return adapter.credited ? backend.credited(adapter.credited, this.#valuesOf(order)) : null;
  }

  /** An order, and what is credited before it. @throws NotApplicableError without `credited` */
  async orderToCredit(options: MintOptions = {}) {
    need(this.equipment.adapter.credited, '"credited" in the file');
    const order = await this.order(options);
    return { order, before: await this.credited(order) };
  }

  /**
   * Returns what is credited then. Does nothing without `credited` in the file.
   * @throws CheckFailedError unless exactly `amount` more than before is credited in time
   */
  async expectCredited(order: Order, before: bigint | null, amount = order.amount) {
    if (before === null) return null;
    const expected = before + (toUnits(amount) ?? 0n);
    let credited: bigint | null = null;
    const arrived = await until(
      async () => {
        credited = await this.credited(order);
        return credited === expected;
      },
      this.equipment.pollMs,
      STATUS_INTERVAL_MS,
    );
    require(arrived !==
      null, `credited is ${formatUnits(credited ?? 0n)}, not ${formatUnits(expected)}`);
    this.note(`credited is ${formatUnits(expected)}`);
    return expected;
  }

  /** @throws CheckFailedError if something else is credited within a time */
  async expectStillCredited(order: Order, expected: bigint | null, forMs: number, message: string) {
    const isOther = async () => (await this.credited(order)) !== expected;
    require((await until(isOther, forMs, STATUS_INTERVAL_MS)) === null, message);
  }

  /** The backend's requests for a transaction that started after a time. */
  readsAfter(transactionId: string, time: number): Exchange[] {
    const reads = this.equipment.proxy.recording.reads(transactionId);
    return reads.filter(({ startedAt }) => startedAt >= time);
  }

  #valuesOf({ orderId, transactionId, user }: Order) {
    return { orderId, transactionId, ...user };
  }
}
