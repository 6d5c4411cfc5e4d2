import type { FaultId } from '../injected-faults/injected-faults';

/** One request to the partner's webhook. */
export type WebhookRequest = {
  url: string;
  /** The intended body. */
  body: Record<string, unknown>;
  /** The body as sent, possibly changed by an injected fault. */
  requestBody: string;
  /** The delay before the second half of the body is sent. */
  pauseMs: number;
  headers: Record<string, string>;
  /** `forged` if it tells of nothing that happened. */
  faults: (FaultId | 'forged')[];
  resendOf: number | null;
};

export type DeliveryResult = {
  /** `null` without a response. */
  responseStatus: number | null;
  responseBody: string;
  durationMs: number;
  error: string | null;
};

/** A request that was sent, and its result. Long bodies are truncated. */
export type Delivery = Omit<WebhookRequest, 'pauseMs' | 'headers'> &
  DeliveryResult & {
    id: number;
    at: string;
    /** When the request began, by the system's clock. */
    realMs: number;
    transactionId: string;
  };
