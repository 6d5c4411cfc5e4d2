import { randomUUID } from 'node:crypto';
import type { Stack } from './stack';

const TIMEOUT_MS = 20_000;

/** Like Proof, sends webhooks without retries. Remembers which were acknowledged. */
export class WebhookSender {
  readonly acknowledged: string[] = [];
  sent = 0;

  constructor(private readonly stack: Pick<Stack, 'webhookPath' | 'query'>) {}

  /** Returns whether the app acknowledged it. */
  async send(url: string, body: object): Promise<boolean> {
    const id = randomUUID();
    this.sent += 1;
    try {
      const response = await fetch(url + this.stack.webhookPath, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-request-id': id },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.status !== 204) return false;
      this.acknowledged.push(id);
      return true;
    } catch {
      return false;
    }
  }

  /** Acknowledged webhooks that are not in the database. */
  async countLost(): Promise<number> {
    const [row] = await this.stack.query<{ lost: number }>(
      `SELECT count(*)::int AS lost FROM unnest($1::text[]) AS acknowledged (id)
       WHERE NOT EXISTS (SELECT FROM webhook_deliveries
         WHERE headers ->> 'x-request-id' = acknowledged.id)`,
      [this.acknowledged],
    );
    return row?.lost ?? this.acknowledged.length;
  }
}
