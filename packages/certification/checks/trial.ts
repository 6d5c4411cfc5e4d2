import { randomUUID } from 'node:crypto';
import type { Adapter, Status } from '../adapter/schema';
import { CheckFailedError } from '../errors';
import type { Fields } from '../json';
import {
  type Backend,
  type Delivery,
  describeAnswer,
  isSuccess,
  type MintAnswer,
  missing,
} from '../partner/backend';
import type { BackendProcess } from '../partner/backend-process';
import { formatUnits } from '../partner/decimal';
import type { Misbehaviour, ProviderProxy } from '../provider/proxy';
import type { Exchange } from '../provider/recording';
import type { WebhookRelay } from '../provider/relay';
import type { Action, Simulator } from '../provider/simulator';
import { until } from '../wait';
import { need } from './expect';
import type { User, Users } from './users';

const STATUS_INTERVAL_MS = 200;
const CHANNEL_MS = 5_000;

/** What all checks share. */
export type Equipment = {
  adapter: Adapter;
  backend: Backend;
  process: BackendProcess | null;
  proxy: ProviderProxy;
  relay: WebhookRelay;
  simulator: Simulator;
  users: Users;
  /** What the backend authenticates with. */
  token: string;
  /** How long the backend may take to learn of a change without a webhook. */
  pollMs: number;
  nextAmount(): string;
};

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

  /** Ends what the check left switched on. */
  end(): void {
    for (const end of this.#ends) end();
  }

  /** A second user, until the end of the check. `null` if the file lists only one. */
  async otherUser(): Promise<User | null> {
    const { users, adapter } = this.equipment;
    if (adapter.users?.length === 1) return null;
    const user = await users.take();
    this.#ends.push(() => users.giveBack(user));
    return user;
  }

  misbehave(misbehaviour: Misbehaviour): () => void {
    const end = this.equipment.proxy.misbehave(misbehaviour);
    this.#ends.push(end);
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

  async status(order: Order): Promise<Status> {
    return this.equipment.backend.status(this.#valuesOf(order));
  }

  /** @throws CheckFailedError if the backend does not show the status in time */
  async expectStatus(
    order: Order,
    expected: Status,
    withinMs = this.equipment.pollMs,
  ): Promise<void> {
    const startedAt = performance.now();
    let shown: Status | null = null;
    const arrived = await until(
      async () => {
        shown = await this.status(order);
        return shown === expected;
      },
      withinMs,
      STATUS_INTERVAL_MS,
    );
    const ms = Math.round(performance.now() - startedAt);
    if (!arrived)
      throw new CheckFailedError(`the backend shows ${shown} after ${ms} ms, not ${expected}`);
    this.note(`the backend shows ${expected} after ${ms} ms`);
  }

  /** Watches the shown status as long as `done` says. @throws CheckFailedError if it is another */
  async expectOnly(order: Order, allowed: Status[], done: () => boolean, timeoutMs: number) {
    await until(
      async () => {
        const isDone = done();
        const shown = await this.status(order);
        if (!allowed.includes(shown))
          throw new CheckFailedError(`the backend shows ${shown}, not ${allowed.join(' or ')}`);
        return isDone;
      },
      timeoutMs,
      STATUS_INTERVAL_MS,
    );
  }

  async deliver(body: Fields | string, url?: string): Promise<Delivery> {
    const delivery = await this.equipment.backend.deliver(body, url);
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

  /** What is credited for the order or its user. @throws NotApplicableError without `credited` */
  async credited(order: Order): Promise<bigint> {
    const { adapter, backend } = this.equipment;
    return backend.credited(
      need(adapter.credited, '"credited" in the file'),
      this.#valuesOf(order),
    );
  }

  /** @throws CheckFailedError unless exactly this much is credited in time */
  async expectCredited(order: Order, expected: bigint): Promise<void> {
    let credited = 0n;
    const arrived = await until(
      async () => {
        credited = await this.credited(order);
        return credited === expected;
      },
      this.equipment.pollMs,
      STATUS_INTERVAL_MS,
    );
    if (!arrived)
      throw new CheckFailedError(
        `credited is ${formatUnits(credited)}, not ${formatUnits(expected)}`,
      );
    this.note(`credited is ${formatUnits(credited)}`);
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
