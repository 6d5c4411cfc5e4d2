import { type ClaimedTransaction, claimDueTransactions } from '../../lib/reconciliation/mutations';

const CLAIM_LIMIT = 200;

/**
 * Many histories share one queue, and a claim returns due transactions of all of them. Each is kept
 * here until its own history takes it, like a worker that holds a transaction during its GET.
 */
export class Claims {
  readonly #claimed = new Map<string, ClaimedTransaction>();
  #running: Promise<void> | undefined;
  #queued: Promise<void> | undefined;

  /** Returns the transaction with its lease, if it was due and not leased. */
  async take(id: string): Promise<ClaimedTransaction | undefined> {
    await this.#claim();
    const claimed = this.#claimed.get(id);
    this.#claimed.delete(id);
    return claimed;
  }

  /** Joins a claim that has not started yet, so it includes everything due now. */
  #claim(): Promise<void> {
    this.#queued ??= (this.#running ?? Promise.resolve()).then(() => {
      this.#running = this.#queued;
      this.#queued = undefined;
      return this.#claimNow();
    });
    return this.#queued;
  }

  async #claimNow(): Promise<void> {
    for (const claimed of await claimDueTransactions(CLAIM_LIMIT))
      this.#claimed.set(claimed.id, claimed);
  }
}
