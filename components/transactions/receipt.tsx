import type { ReactNode } from 'react';
import { formatUtc } from '@/components/ui/local-time';
import type { TransactionView } from '@/lib/transactions/views';
import { describeTransaction } from './describe-transaction';
import { describeMethod, methodLabels } from './properties';
import type { TimelineEntry } from './timeline-entries';

export type ReceiptBrand = { name: string; supportEmail: string };

type ReceiptProps = {
  transaction: TransactionView;
  entries: readonly TimelineEntry[];
  sentence: string;
  brand: ReceiptBrand;
};

/** What the page prints, instead of what it shows on screen. All times are in UTC. */
export function Receipt({ transaction, entries, sentence, brand }: ReceiptProps) {
  const { type, network, status, cryptoAmount, providerUpdatedAt } = transaction;
  const described = describeTransaction(transaction);
  const confirmed = providerUpdatedAt ? `, confirmed ${formatUtc(providerUpdatedAt)}` : '';
  return (
    <article aria-label="Receipt" className="hidden text-sm print:block">
      <header className="flex items-baseline justify-between border-ink border-b pb-3">
        <p className="font-semibold">{brand.name}</p>
        <p>{brand.supportEmail}</p>
      </header>
      <h1 className="mt-6 font-semibold text-lg">
        {status === 'completed' ? 'Receipt' : 'Transaction record'}
      </h1>
      <p className="mt-1">{sentence}</p>
      <dl className="mt-6 grid grid-cols-[12rem_1fr] gap-y-2">
        <Row name={type === 'buy' ? 'Bought' : 'Sold'}>
          {described.crypto}
          {cryptoAmount === null && ' (requested)'}
        </Row>
        <Row name="Network">
          {described.network} ({network})
        </Row>
        <Row name={type === 'buy' ? 'Price' : 'Payout'}>{described.fiat ?? 'Not known'}</Row>
        <Row name={methodLabels[type]}>
          <span className="inline-block first-letter:uppercase">
            {describeMethod(transaction) ?? 'Not known'}
          </span>
        </Row>
        <Row name="Status">
          <span className="capitalize">{status}</span>
          {confirmed}
        </Row>
        <Row name="Proof ID">{transaction.merchantTransactionId}</Row>
        <Row name="Order ID">{transaction.id}</Row>
        {entries.toReversed().map(
          ({ title, time }) =>
            time && (
              <Row key={`${title} ${time}`} name={title}>
                {formatUtc(time)}
              </Row>
            ),
        )}
      </dl>
    </article>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="font-medium">{children}</dd>
    </>
  );
}
