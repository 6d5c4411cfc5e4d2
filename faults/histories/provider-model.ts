import type { Snapshot, TransactionStatus } from '../../lib/proof-api/schema';

/** What Proof's state machine allows from each status; a failed payment can be retried. */
const next: Record<TransactionStatus, TransactionStatus[]> = {
  pending: ['processing', 'processing', 'failed', 'cancelled'],
  processing: ['completed', 'completed', 'failed'],
  failed: ['pending'],
  completed: [],
  cancelled: [],
};

/** One transaction at the provider, as far as the contract tells. */
export class ProviderModel {
  status: TransactionStatus = 'pending';
  #updatedAtMs: number;
  readonly #past: Snapshot[] = [];

  constructor(
    private readonly identity: { id: string; userId: string },
    private readonly createdAtMs = Date.now(),
  ) {
    this.#updatedAtMs = createdAtMs;
  }

  /** Moves on, where there is somewhere to go; answers the change as a snapshot. */
  move(choice: number, afterMs: number): Snapshot | null {
    const possible = next[this.status];
    const status = possible[choice % possible.length];
    if (status === undefined) return null;
    this.#past.push(this.snapshot());
    this.status = status;
    this.#updatedAtMs += 1 + afterMs;
    return this.snapshot();
  }

  snapshot(): Snapshot {
    return this.#snapshotWith(this.status, this.#updatedAtMs);
  }

  /** What a part of the provider answers that has not heard of the newest changes. */
  outdated(choice: number): Snapshot {
    return this.#past[choice % this.#past.length] ?? this.snapshot();
  }

  /** An answer that contradicts what is final: newer, and not completed. */
  contradiction(): Snapshot {
    return this.#snapshotWith('failed', this.#updatedAtMs + 60_000);
  }

  #snapshotWith(status: TransactionStatus, updatedAtMs: number): Snapshot {
    const isPaid = status === 'processing' || status === 'completed';
    return {
      merchant_transaction_id: this.identity.id,
      partner_user_id: this.identity.userId,
      type: 'buy',
      status,
      currency: 'USDT',
      network: 'TRC20',
      crypto_amount: isPaid ? '99.50' : null,
      fiat_currency: 'EUR',
      fiat_amount: '100.00',
      created_at: new Date(this.createdAtMs),
      updated_at: new Date(updatedAtMs),
    };
  }
}
