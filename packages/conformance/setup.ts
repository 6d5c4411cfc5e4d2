import type { ApiClient, ApiResponse } from './api-client';
import type { OrderType } from './contract';
import type { RuleGroup } from './rule-group';
import type { WebhookListener } from './webhook-listener';

export type Order = {
  partner_user_id: string;
  user_email: string;
  network: string;
  currency: string;
  amount: string;
  type: OrderType;
  redirect_url: string;
};

export type CheckOptions = {
  network: string;
  currency: string;
  amount: string;
  sell: boolean;
  /** Groups of rules to leave out. */
  skip: RuleGroup[];
  /** How long a payment may take. */
  timeoutMs: number;
  pollMs: number;
  /** How long a user may take to retry a failed payment. */
  retryMs: number;
  /** How long the socket and the webhooks may lag behind the last change. */
  settleMs: number;
  /** How long a read may be older than what the socket or a webhook reports. */
  lagMs: number;
  /** How long to listen for messages that may never come. */
  quietMs: number;
};

export type CheckSetup = {
  options: CheckOptions;
  client: ApiClient;
  webhooks: WebhookListener | null;
  /** `null` if nobody pays. */
  askToPay: AskToPay | null;
};

/** Pays for the order of a session, or asks a person to pay in its widget. */
export type AskToPay = (session: Record<string, unknown>, type: OrderType) => void | Promise<void>;

export type Session = {
  order: Order;
  response: ApiResponse;
  id: string;
  fields: Record<string, unknown>;
};
