import type { Snapshot } from '../../lib/proof-api/schema';
import type { ClaimedTransaction } from '../../lib/reconciliation/mutations';
import { settleCheck } from '../../lib/reconciliation/reconciler';
import { ingestHint } from '../../lib/transactions/ingest';
import type { Stack } from '../harness/stack';
import type { WebhookSender } from '../harness/webhooks';
import type { Claims } from './claims';
import { ProviderModel } from './provider-model';
import type { Channel, Step } from './steps';

export type Playground = {
  query: Stack['query'];
  claims: Claims;
  /** Webhooks go to a process of the app; all else happens in this one. */
  sender: WebhookSender;
  webUrl: string;
};
type Mail = { status: string; updatedAt: Date };
type State = { status: string; asks: boolean; holder: string | null; isHeld: boolean };
type LateAnswer = { claimed: ClaimedTransaction; snapshot: Snapshot };

/** One transaction's life: the provider's, and what of it reaches the app, and how. */
export class Play {
  readonly provider: ProviderModel;
  #mail: Mail[] = [];
  #late: LateAnswer[] = [];

  constructor(
    private readonly ground: Playground,
    private readonly id: string,
    private readonly merchantTransactionId: string,
    userId: string,
  ) {
    this.provider = new ProviderModel({ id: merchantTransactionId, userId });
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'move': {
        const moved = this.provider.move(step.choice, step.afterMs);
        if (moved) this.#mail.push({ status: moved.status, updatedAt: moved.updated_at });
        return;
      }
      case 'deliver': {
        const mail = at(this.#mail, step.choice);
        if (!mail) return;
        if (step.isLast) this.#mail = this.#mail.filter((other) => other !== mail);
        await Promise.all(
          Array.from({ length: step.copies }, () => this.#hint(step.channel, mail)),
        );
        return;
      }
      case 'drop': {
        const dropped = at(this.#mail, step.choice);
        this.#mail = this.#mail.filter((mail) => mail !== dropped);
        return;
      }
      case 'forge': {
        const updatedAt = new Date(Date.now() + step.aheadMs);
        return this.#hint(step.channel, { status: step.status, updatedAt });
      }
      case 'ask':
        return this.#ask(step);
      case 'answer arrives': {
        const answer = at(this.#late, step.choice);
        if (answer) await this.#arrive(answer);
        return;
      }
      case 'lease runs out':
        return this.#runOutOfLease();
    }
  }

  /** The rest of the late answers, and then only what the app does by itself as time goes by. */
  async settle(): Promise<string> {
    for (const answer of [...this.#late]) await this.#arrive(answer);
    const mostChecks = 4;
    for (let check = 0; check < mostChecks; check += 1) {
      const { status, asks } = await this.#state();
      if (status === this.provider.status || !asks) break;
      await this.#runOutOfLease();
      await this.#ask({ kind: 'ask', answer: 'at once', choice: 0 });
    }
    return (await this.#state()).status;
  }

  async #hint(channel: Channel, { status, updatedAt }: Mail): Promise<void> {
    const { merchantTransactionId } = this;
    if (channel === 'webhook') {
      const body = {
        merchant_transaction_id: merchantTransactionId,
        status,
        updated_at: updatedAt.toISOString(),
      };
      const { sender, webUrl } = this.ground;
      if (!(await sender.send(webUrl, body))) throw new Error('A webhook was not acknowledged.');
      return;
    }
    const providerTime = channel === 'socket' ? updatedAt : null;
    const reason = 'Played.';
    await ingestHint({
      ...{ merchantTransactionId, source: channel, status, providerTime, reason },
      payload: {},
    });
  }

  async #ask({ answer, choice }: Extract<Step, { kind: 'ask' }>): Promise<void> {
    const { provider, ground, id } = this;
    const isOver = provider.status === 'completed' && (await this.#state()).status === 'completed';
    // Nobody asks about what is completed, unless a hint says that it has changed.
    if (isOver) await this.#hint('widget', { status: 'failed', updatedAt: new Date() });
    // The waiting time until the check is due goes by; what is over stays over.
    await ground.query(
      `UPDATE transactions SET last_checked_at = NULL,
         next_check_at = CASE WHEN next_check_at IS NULL THEN NULL ELSE now() END WHERE id = $1`,
      [id],
    );
    const { holder, isHeld } = await this.#state();
    const claimed = await ground.claims.take(id);
    if (!claimed) return;
    if (isHeld && claimed.leaseToken !== holder)
      throw new Error('It was claimed while somebody else held its lease.');
    if (answer === 'never') {
      await settleCheck(claimed, null);
      return;
    }
    const snapshot =
      answer === 'contradiction' && isOver
        ? provider.contradiction()
        : answer === 'outdated'
          ? provider.outdated(choice)
          : provider.snapshot();
    if (answer === 'late') this.#late.push({ claimed, snapshot });
    else await this.#arrive({ claimed, snapshot });
  }

  async #arrive({ claimed, snapshot }: LateAnswer): Promise<void> {
    this.#late = this.#late.filter((late) => late.claimed !== claimed);
    const { holder } = await this.#state();
    const judgement = await settleCheck(claimed, snapshot);
    if (holder !== claimed.leaseToken && judgement?.outcome !== 'lease_lost')
      throw new Error(`A snapshot under an expired lease was ${judgement?.outcome}.`);
  }

  async #runOutOfLease(): Promise<void> {
    await this.ground.query(
      `UPDATE transactions SET lease_until = now() - interval '1 second' WHERE id = $1
         AND lease_until IS NOT NULL`,
      [this.id],
    );
  }

  async #state(): Promise<State> {
    const [row] = await this.ground.query<State>(
      `SELECT status::text, next_check_at IS NOT NULL AS asks, lease_token AS holder,
         COALESCE(lease_until > now(), false) AS "isHeld"
       FROM transactions WHERE id = $1`,
      [this.id],
    );
    return row ?? { status: 'gone', asks: false, holder: null, isHeld: false };
  }
}

function at<Item>(items: Item[], choice: number): Item | undefined {
  return items[choice % items.length];
}
