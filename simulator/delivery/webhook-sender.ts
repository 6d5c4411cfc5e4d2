import { snapshotOf } from '../core/snapshot';
import type { Transaction } from '../core/transaction';
import type { Settings } from '../settings';
import type { BoundedLog } from '../state/bounded-log';

const TIMEOUT_MS = 5_000;

export type Delivery = {
  at: string;
  url: string;
  body: ReturnType<typeof snapshotOf>;
  /** `null` when no answer came. */
  responseStatus: number | null;
  durationMs: number;
  error: string | null;
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

async function send(url: string, body: Delivery['body'], signal: AbortSignal): Promise<Delivery> {
  const startedAt = Date.now();
  const outcome = { responseStatus: null as number | null, error: null as string | null };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal,
    });
    outcome.responseStatus = response.status;
    await response.body?.cancel();
  } catch (error) {
    outcome.error = reasonOf(error);
  }
  const at = new Date(startedAt).toISOString();
  return { at, url, body, durationMs: Date.now() - startedAt, ...outcome };
}

/**
 * The partner webhook: one try per status change, whatever comes of it (contract, "best effort, fire
 * and forget"). The payload is taken at the moment of the change, before anything can move on.
 */
export function createWebhookSender(settings: Settings, deliveries: BoundedLog<Delivery>) {
  const stopping = new AbortController();
  return {
    deliver(transaction: Transaction): void {
      if (settings.webhooks === 'off' || settings.webhookUrl === null) return;
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      void send(settings.webhookUrl, snapshotOf(transaction), signal).then((delivery) =>
        deliveries.add(delivery),
      );
    },
    stop: () => stopping.abort(),
  };
}
