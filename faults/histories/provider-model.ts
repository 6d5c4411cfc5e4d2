import type { Snapshot, TransactionStatus } from '../../lib/proof-api/schema';

/** Proof's state machine. A failed payment can be retried. */
const next: Record<TransactionStatus, TransactionStatus[]> = {
  pending: ['processing', 'processing', 'failed', 'cancelled'],
  processing: ['completed', 'completed', 'failed'],
  failed: ['pending'],
  completed: [],
  cancelled: [],
};

/** One transaction at the provider, by the contract. */
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

  /** Changes to one of the next statuses. Null when the status is final. */
  change(choice: number, afterMs: number): Snapshot | null {
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

  /** A response from a replica of the provider that lags behind. */
  outdated(choice: number): Snapshot {
    return this.#past[choice % this.#past.length] ?? this.snapshot();
  }

  /** A newer snapshot that denies a final status. */
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
      crypto_amount: isPaid ? '99.5' : null,
      fiat_currency: 'EUR',
      fiat_amount: '100',
      created_at: new Date(this.createdAtMs),
      updated_at: new Date(updatedAtMs),
    };
  }
}
