import { randomBytes } from 'node:crypto';
import { type ApiClient, type ApiResponse, isSuccess, requireText, summarise } from './api-client';
import type { OrderType } from './contract';
import { RuleSkippedError } from './errors';
import { type ObservedTransaction, observeTransaction } from './observe-transaction';
import type { CheckOptions, CheckSetup, Order, Session } from './setup';

/** What the rules share. Each item is fetched once, when the first rule needs it. */
export class CheckContext {
  readonly #sessionResponses = new Map<OrderType, Promise<ApiResponse>>();
  readonly #snapshots = new Map<OrderType, Promise<ApiResponse>>();
  readonly #observed = new Map<OrderType, Promise<ObservedTransaction>>();
  readonly userId = `conformance-${randomBytes(6).toString('hex')}`;

  constructor(readonly setup: CheckSetup) {}

  get client(): ApiClient {
    return this.setup.client;
  }

  get options(): CheckOptions {
    return this.setup.options;
  }

  order(type: OrderType): Order {
    const { network, currency, amount } = this.options;
    return {
      partner_user_id: this.userId,
      user_email: `${this.userId}@example.com`,
      network,
      currency,
      amount,
      type,
      redirect_url: 'https://example.com/back',
    };
  }

  createSession(body: Record<string, unknown>): Promise<ApiResponse> {
    return this.client.send('POST', '/widget/session', { body });
  }

  requireEnabled(type: OrderType): void {
    if (type === 'sell' && !this.options.sell)
      throw new RuleSkippedError('needs --sell', 'selling');
  }

  /** The types of order that the rules about sessions and reads look at. */
  get enabledTypes(): OrderType[] {
    return this.options.sell ? ['buy', 'sell'] : ['buy'];
  }

  sessionResponse(type: OrderType): Promise<ApiResponse> {
    return once(this.#sessionResponses, type, () => this.createSession(this.order(type)));
  }

  /** The session of `sessionResponse`, for rules that only need some session. */
  async session(type: OrderType): Promise<Session> {
    return toSession(this.order(type), await this.sessionResponse(type));
  }

  /** The first GET response for the transaction of that session. */
  async snapshot(type: OrderType): Promise<ApiResponse> {
    const { id } = await this.session(type);
    return once(this.#snapshots, type, () => this.client.transaction(id));
  }

  /** A transaction from its session to its end, observed through every channel. */
  observed(type: OrderType): Promise<ObservedTransaction> {
    return once(this.#observed, type, async () => {
      const { askToPay } = this.setup;
      this.requireEnabled(type);
      if (askToPay === null)
        throw new RuleSkippedError('needs somebody to pay for the order', 'payments');
      const order = this.order(type);
      const session = toSession(order, await this.createSession(order));
      return observeTransaction(this.setup, session, () => askToPay(session.fields, type));
    });
  }
}

function once<T>(
  fetched: Map<OrderType, Promise<T>>,
  type: OrderType,
  fetchOnce: () => Promise<T>,
): Promise<T> {
  const value = fetched.get(type) ?? fetchOnce();
  fetched.set(type, value);
  return value;
}

function toSession(order: Order, response: ApiResponse): Session {
  const fields = response.body;
  if (!isSuccess(response) || fields === null)
    throw new RuleSkippedError(`no session was created: ${summarise(response)}`);
  return { order, response, fields, id: requireText(fields, 'merchant_transaction_id') };
}
