import type { snapshotOf } from '../core/snapshot';
import type { FaultId } from '../faults/registry';

export type WebhookBody = ReturnType<typeof snapshotOf>;

/** One request to the partner's webhook, ready to be sent. */
export type Message = {
  url: string;
  /** What was meant to be sent. */
  body: WebhookBody;
  /** What is sent: a fault may have spoilt it. */
  requestBody: string;
  /** How long the second half of the body waits. */
  pauseMs: number;
  faults: FaultId[];
  resendOf: number | null;
};

export type Outcome = {
  /** `null` when no answer came. */
  responseStatus: number | null;
  responseBody: string;
  durationMs: number;
  error: string | null;
};

/** One request that was sent, and what came of it; long bodies are cut. */
export type Delivery = Omit<Message, 'pauseMs'> &
  Outcome & { id: number; at: string; transactionId: string };
