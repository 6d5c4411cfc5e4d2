import { type ClaimedTransaction, claimDueTransactions } from '../../lib/reconciliation/mutations';

const MOST_AT_ONCE = 200;

/**
 * Many histories share one queue, and whoever claims takes what is due of all of them. What is
 * claimed here waits for its own history to ask for it, as in a worker whose GET is under way.
 */
export class Claims {
  readonly #taken = new Map<string, ClaimedTransaction>();
  #underWay: Promise<void> | undefined;
  #queued: Promise<void> | undefined;

  /** The lease of a transaction, when it was due and nobody held it. */
  async take(id: string): Promise<ClaimedTransaction | undefined> {
    await this.#claim();
    const claimed = this.#taken.get(id);
    this.#taken.delete(id);
    return claimed;
  }

  /** Claims everything that is due at the time of the call or later. */
  #claim(): Promise<void> {
    this.#queued ??= (this.#underWay ?? Promise.resolve()).then(() => {
      this.#underWay = this.#queued;
      this.#queued = undefined;
      return this.#claimNow();
    });
    return this.#queued;
  }

  async #claimNow(): Promise<void> {
    for (const claimed of await claimDueTransactions(MOST_AT_ONCE))
      this.#taken.set(claimed.id, claimed);
  }
}
