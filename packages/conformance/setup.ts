import type { Side } from './contract';
import type { ApiClient, Exchange } from './exchange';
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

export type CheckOptions = {
  network: string;
  currency: string;
  amount: string;
  sell: boolean;
  /** How long a person may take to pay. */
  timeoutMs: number;
  pollMs: number;
  /** How long a failed transaction may be taken up again by its user. */
  retryMs: number;
  /** How long the socket and the webhook may be behind the last change. */
  settleMs: number;
  /** How long to listen where perhaps nothing comes. */
  quietMs: number;
};

/** What a check is made with. */
export type Setup = {
  options: CheckOptions;
  client: ApiClient;
  webhooks: WebhookListener | null;
  /** `null` when nobody is there to pay. */
  askToPay: AskToPay | null;
};

/** Shows a session's widget to a person and asks them to pay, or to sell. */
export type AskToPay = (session: Record<string, unknown>, side: Side) => void;

export type Session = {
  order: Order;
  exchange: Exchange;
  id: string;
  fields: Record<string, unknown>;
};
