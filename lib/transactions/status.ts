import type { Transaction } from '../generated/prisma/client';
import type { FactOutcome } from '../generated/prisma/enums';
import type { Snapshot, TransactionStatus } from '../proof-api/schema';

/**
 * The rules of a transaction's status, without I/O. Source: proof-contract, "Status".
 * `completed` is final. `failed` is called terminal, yet a customer can retry inside the widget,
 * so a newer snapshot may lead from it back to `pending` or `processing`.
 */

export function isOpen(status: TransactionStatus): boolean {
  return status === 'pending' || status === 'processing';
}

/** Orders snapshots that carry the same time. */
const progress: Record<TransactionStatus, number> = {
  pending: 0,
  processing: 1,
  failed: 2,
  cancelled: 2,
  completed: 3,
};

/** Fields of a snapshot that say which transaction it is about. They never change. */
type IdentityField =
  | 'merchant_transaction_id'
  | 'partner_user_id'
  | 'type'
  | 'currency'
  | 'network'
  | 'created_at';

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

/**
 * What a snapshot says about a transaction. Derived from the schema, so a field added there does
 * not compile until `factOf` and `knownFact` fill it in; `judgeFact` compares and `applySnapshot`
 * stores whatever fields there are.
 */
export type Fact = {
  [Field in Exclude<keyof Snapshot, IdentityField> as CamelCase<Field>]: Required<Snapshot>[Field];
};

/** What the last applied snapshot said; `updatedAt` is null before the first. */
export type KnownFact = Omit<Fact, 'updatedAt'> & { updatedAt: Date | null };

/** A fiat currency that Proof leaves out stays as it was. */
export function factOf(snapshot: Snapshot, known: KnownFact): Fact {
  return {
    status: snapshot.status,
    cryptoAmount: snapshot.crypto_amount,
    fiatAmount: snapshot.fiat_amount,
    fiatCurrency: snapshot.fiat_currency ?? known.fiatCurrency,
    updatedAt: snapshot.updated_at,
  };
}

export function knownFact(state: Transaction): KnownFact {
  return {
    status: state.status,
    cryptoAmount: state.cryptoAmount?.toFixed() ?? null,
    fiatAmount: state.fiatAmount?.toFixed() ?? null,
    fiatCurrency: state.fiatCurrency,
    updatedAt: state.providerUpdatedAt,
  };
}

export type Judgement = { outcome: FactOutcome; reason: string };

/** Judges a snapshot against the last one that was applied. */
export function judgeFact(known: KnownFact, fact: Fact): Judgement {
  if (known.updatedAt === null)
    return { outcome: 'applied', reason: `Proof confirms ${fact.status}.` };
  const sameStatus = fact.status === known.status;
  const aheadMs = fact.updatedAt.getTime() - known.updatedAt.getTime();
  if (aheadMs < 0)
    return { outcome: 'stale', reason: `A newer snapshot already said ${known.status}.` };
  if (known.status === 'completed' && !sameStatus)
    return {
      outcome: 'contradiction',
      reason: `Proof says ${fact.status}, but it said completed before, which is final.`,
    };
  if (sameStatus && sameFields(known, fact))
    return { outcome: 'unchanged', reason: `Proof still says ${fact.status}.` };
  if (aheadMs === 0 && !sameStatus && progress[fact.status] <= progress[known.status])
    return {
      outcome: 'stale',
      reason: `It has the same time as the snapshot that said ${known.status}, and is not further along.`,
    };
  return { outcome: 'applied', reason: describeChange(known.status, fact.status) };
}

function sameFields(known: KnownFact, { updatedAt: _, ...fact }: Fact): boolean {
  const names = Object.keys(fact) as (keyof typeof fact)[];
  return names.every((name) => known[name] === fact[name]);
}

function describeChange(from: TransactionStatus, to: TransactionStatus): string {
  if (from === to) return `Proof updated the details; still ${to}.`;
  if (from === 'failed' && isOpen(to)) return `The customer retried: ${from} became ${to}.`;
  return `Proof moved it from ${from} to ${to}.`;
}
