import type { Snapshot } from '../../lib/proof-api/schema';
import type { ClaimedTransaction } from '../../lib/reconciliation/mutations';
import { settleCheck } from '../../lib/reconciliation/reconciler';
import { ingestHint } from '../../lib/transactions/ingest';
import type { Stack } from '../harness/stack';
import type { WebhookSender } from '../harness/webhook-sender';
import type { Claims } from './claims';
import { ProviderModel } from './provider-model';
import type { Channel, Step } from './steps';

/** At the end, a transaction gets at most this many checks to reach the provider's status. */
const MAX_FINAL_CHECKS = 4;

export type HistoryContext = {
  query: Stack['query'];
  claims: Claims;
  /** Sends webhooks to a web process. Everything else calls `lib` in this process. */
  sender: WebhookSender;
  webUrl: string;
};
type PendingHint = { status: string; updatedAt: Date };
type LateResponse = { claimed: ClaimedTransaction; snapshot: Snapshot };
type State = { status: string; isScheduled: boolean; leaseToken: string | null; isLeased: boolean };

/** Applies the steps of one history to a model of the provider and to the app. */
export class HistoryRun {
  readonly provider: ProviderModel;
  /** Hints that the provider has sent and that were not dropped. */
  #hints: PendingHint[] = [];
  #late: LateResponse[] = [];
  readonly #id: string;
  readonly #merchantTransactionId: string;

  constructor(
    private readonly context: HistoryContext,
    transaction: { id: string; merchantTransactionId: string; userId: string },
  ) {
    const { id, merchantTransactionId, userId } = transaction;
    this.#id = id;
    this.#merchantTransactionId = merchantTransactionId;
    this.provider = new ProviderModel({ id: merchantTransactionId, userId });
  }

  async apply(step: Step): Promise<void> {
    switch (step.kind) {
      case 'change': {
        const changed = this.provider.change(step.choice, step.afterMs);
        if (changed) this.#hints.push({ status: changed.status, updatedAt: changed.updated_at });
        return;
      }
      case 'deliver hint':
        return this.#deliver(step);
      case 'drop hint': {
        const dropped = pick(this.#hints, step.choice);
        this.#hints = this.#hints.filter((hint) => hint !== dropped);
        return;
      }
      case 'forge hint': {
        const updatedAt = new Date(Date.now() + step.aheadMs);
        return this.#send(step.channel, { status: step.status, updatedAt });
      }
      case 'check':
        return this.#check(step);
      case 'late response arrives': {
        const response = pick(this.#late, step.choice);
        if (response) await this.#settle(response);
        return;
      }
      case 'lease expires':
        return this.#expireLease();
    }
  }

  /** Delivers all late responses, then lets time pass without further hints. Returns the status. */
  async settle(): Promise<string> {
    for (const response of [...this.#late]) await this.#settle(response);
    for (let check = 0; check < MAX_FINAL_CHECKS; check += 1) {
      const { status, isScheduled } = await this.#state();
      if (status === this.provider.status || !isScheduled) break;
      await this.#expireLease();
      await this.#check({ kind: 'check', response: 'immediate', choice: 0 });
    }
    return (await this.#state()).status;
  }

  async #deliver(step: Extract<Step, { kind: 'deliver hint' }>): Promise<void> {
    const hint = pick(this.#hints, step.choice);
    if (!hint) return;
    if (step.isLast) this.#hints = this.#hints.filter((other) => other !== hint);
    await Promise.all(Array.from({ length: step.copies }, () => this.#send(step.channel, hint)));
  }

  async #send(channel: Channel, { status, updatedAt }: PendingHint): Promise<void> {
    const merchantTransactionId = this.#merchantTransactionId;
    if (channel === 'webhook') {
      const body = {
        merchant_transaction_id: merchantTransactionId,
        status,
        updated_at: updatedAt.toISOString(),
      };
      const { sender, webUrl } = this.context;
      if (!(await sender.send(webUrl, body))) throw new Error('A webhook was not acknowledged.');
      return;
    }
    const providerTime = channel === 'socket' ? updatedAt : null;
    await ingestHint({
      ...{ merchantTransactionId, source: channel, status, providerTime },
      ...{ reason: 'A step of a random history.', payload: {} },
    });
  }

  async #check({ response, choice }: Extract<Step, { kind: 'check' }>): Promise<void> {
    const { provider, context } = this;
    const isFinal = provider.status === 'completed' && (await this.#state()).status === 'completed';
    // A completed transaction is checked again only after a hint.
    if (isFinal) await this.#send('widget', { status: 'failed', updatedAt: new Date() });
    // Skips the time until the next check, if one is scheduled.
    await context.query(
      `UPDATE transactions SET last_checked_at = NULL,
         next_check_at = CASE WHEN next_check_at IS NULL THEN NULL ELSE now() END WHERE id = $1`,
      [this.#id],
    );
    const before = await this.#state();
    const claimed = await context.claims.take(this.#id);
    if (!claimed) return;
    if (before.isLeased && claimed.leaseToken !== before.leaseToken)
      throw new Error('A transaction was claimed while its lease was held.');
    if (response === 'none') {
      await settleCheck(claimed, null);
      return;
    }
    const snapshot =
      response === 'contradiction' && isFinal
        ? provider.contradiction()
        : response === 'outdated'
          ? provider.outdated(choice)
          : provider.snapshot();
    if (response === 'late') this.#late.push({ claimed, snapshot });
    else await this.#settle({ claimed, snapshot });
  }

  async #settle({ claimed, snapshot }: LateResponse): Promise<void> {
    this.#late = this.#late.filter((late) => late.claimed !== claimed);
    const { leaseToken } = await this.#state();
    const judgement = await settleCheck(claimed, snapshot);
    if (leaseToken !== claimed.leaseToken && judgement?.outcome !== 'lease_lost')
      throw new Error(`A snapshot without the lease was ${judgement?.outcome}.`);
  }

  async #expireLease(): Promise<void> {
    await this.context.query(
      `UPDATE transactions SET lease_until = now() - interval '1 second'
       WHERE id = $1 AND lease_until IS NOT NULL`,
      [this.#id],
    );
  }

  async #state(): Promise<State> {
    const [row] = await this.context.query<State>(
      `SELECT status::text, next_check_at IS NOT NULL AS "isScheduled",
         lease_token AS "leaseToken", COALESCE(lease_until > now(), false) AS "isLeased"
       FROM transactions WHERE id = $1`,
      [this.#id],
    );
    if (!row) throw new Error('The transaction does not exist.');
    return row;
  }
}

function pick<Item>(items: Item[], choice: number): Item | undefined {
  return items[choice % items.length];
}
