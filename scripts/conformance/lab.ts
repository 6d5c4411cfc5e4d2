import { randomBytes } from 'node:crypto';
import type { Side } from './contract';
import { type ApiClient, type Exchange, summaryOf } from './exchange';
import { type Journey, observeJourney } from './journey';
import { NotChecked } from './rule';
import type { WebhookListener } from './webhook-listener';

export type Order = {
  partner_user_id: string;
  user_email: string;
  network: string;
  currency: string;
  amount: string;
  type: Side;
  redirect_url: string;
};

/** What a person is asked to do in the widget, and where. */
export type PaymentTask = { side: Side; id: string; pageUrl: string };

export type LabOptions = {
  network: string;
  currency: string;
  amount: string;
  sell: boolean;
  /** How long a person may take to pay. */
  timeoutMs: number;
  pollMs: number;
  /** How long to wait for what may come, such as a message after the last change. */
  settleMs: number;
};

export type LabParts = {
  client: ApiClient;
  webhooks: WebhookListener | null;
  /** Shows a session's widget and asks for the payment; `null` when nobody is there to pay. */
  askToPay: ((session: Record<string, unknown>, side: Side) => void) | null;
};

export type Session = {
  order: Order;
  exchange: Exchange;
  id: string;
  fields: Record<string, unknown>;
};

/** What the rules share. Each thing is made once, when the first rule asks for it. */
export class Lab {
  readonly #made = new Map<string, Promise<unknown>>();
  readonly userId = `conformance-${randomBytes(6).toString('hex')}`;

  constructor(
    readonly options: LabOptions,
    readonly parts: LabParts,
  ) {}

  get client(): ApiClient {
    return this.parts.client;
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
    return this.#once(`minted ${side}`, () => this.mint(this.order(side)));
  }

  /** The session of `minted`, for rules that need one and are not about it. */
  async session(side: Side): Promise<Session> {
    return asSession(this.order(side), await this.minted(side));
  }

  /** The first answer of GET for that session. */
  async snapshot(side: Side): Promise<Exchange> {
    const { id } = await this.session(side);
    return this.#once(`snapshot ${side}`, () => this.client.transaction(id));
  }

  /** One transaction from its session to its end, seen through every channel. */
  journey(side: Side): Promise<Journey> {
    return this.#once(`journey ${side}`, async () => {
      const { askToPay } = this.parts;
      if (side === 'sell' && !this.options.sell) throw new NotChecked('asked for by --sell');
      if (askToPay === null) throw new NotChecked('needs a person who pays in the widget');
      const order = this.order(side);
      const session = asSession(order, await this.mint(order));
      return observeJourney(this, session, () => askToPay(session.fields, side));
    });
  }

  #once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const made = this.#made.get(name) ?? make();
    this.#made.set(name, made);
    // The map is typed by what each name's only caller makes.
    return made as Promise<T>;
  }
}

function asSession(order: Order, exchange: Exchange): Session {
  const fields = exchange.body;
  if (!isSuccess(exchange) || fields === null) {
    throw new NotChecked(`no session was minted: ${summaryOf(exchange)}`);
  }
  return { order, exchange, fields, id: textOf(fields, 'merchant_transaction_id') };
}

export function isSuccess({ status }: Exchange): boolean {
  return status >= 200 && status < 300;
}

/** A field that the rule builds on; that it is there at all is another rule's matter. */
export function textOf(fields: Record<string, unknown>, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new NotChecked(`${name} is missing`);
}

/** The fields of a successful answer, for rules about single fields. */
export function fieldsOf(exchange: Exchange): Record<string, unknown> {
  if (isSuccess(exchange) && exchange.body) return exchange.body;
  throw new NotChecked(`${exchange.request} answered ${summaryOf(exchange)}`);
}
