import { randomBytes } from 'node:crypto';
import { isSuccess, textOf } from './answers';
import type { Side } from './contract';
import { type ApiClient, type Exchange, summaryOf } from './exchange';
import { type Journey, observeJourney } from './journey';
import type { CheckOptions, Order, Session, Setup } from './setup';
import { NotChecked } from './verdict';

/** What the rules share. Each thing is made once, when the first rule asks for it. */
export class Lab {
  readonly #minted = new Map<Side, Promise<Exchange>>();
  readonly #snapshots = new Map<Side, Promise<Exchange>>();
  readonly #journeys = new Map<Side, Promise<Journey>>();
  readonly userId = `conformance-${randomBytes(6).toString('hex')}`;

  constructor(readonly setup: Setup) {}

  get client(): ApiClient {
    return this.setup.client;
  }

  get options(): CheckOptions {
    return this.setup.options;
  }

  order(side: Side): Order {
    const { network, currency, amount } = this.options;
    return {
      partner_user_id: this.userId,
      user_email: `${this.userId}@example.com`,
      network,
      currency,
      amount,
      type: side,
      redirect_url: 'https://example.com/back',
    };
  }

  mint(body: Record<string, unknown>): Promise<Exchange> {
    return this.client.send('POST', '/widget/session', { body });
  }

  /** The answer that the rules about sessions look at. */
  minted(side: Side): Promise<Exchange> {
    return once(this.#minted, side, () => this.mint(this.order(side)));
  }

  /** The session of `minted`, for rules that need one and are not about it. */
  async session(side: Side): Promise<Session> {
    return asSession(this.order(side), await this.minted(side));
  }

  /** The first answer of GET for that session. */
  async snapshot(side: Side): Promise<Exchange> {
    const { id } = await this.session(side);
    return once(this.#snapshots, side, () => this.client.transaction(id));
  }

  /** One transaction from its session to its end, seen through every channel. */
  journey(side: Side): Promise<Journey> {
    return once(this.#journeys, side, async () => {
      const { askToPay } = this.setup;
      if (side === 'sell' && !this.options.sell) throw new NotChecked('asked for by --sell');
      if (askToPay === null) throw new NotChecked('needs a person who pays in the widget');
      const order = this.order(side);
      const session = asSession(order, await this.mint(order));
      return observeJourney(this.setup, session, () => askToPay(session.fields, side));
    });
  }
}

function once<T>(made: Map<Side, Promise<T>>, side: Side, make: () => Promise<T>): Promise<T> {
  const known = made.get(side) ?? make();
  made.set(side, known);
  return known;
}

function asSession(order: Order, exchange: Exchange): Session {
  const fields = exchange.body;
  if (!isSuccess(exchange) || fields === null) {
    throw new NotChecked(`no session was minted: ${summaryOf(exchange)}`);
  }
  return { order, exchange, fields, id: textOf(fields, 'merchant_transaction_id') };
}
