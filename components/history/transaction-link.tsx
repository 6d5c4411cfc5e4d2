import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import Link from 'next/link';
import { describeTransaction } from '@/components/transactions/describe-transaction';
import { RelativeTime } from '@/components/ui/relative-time';
import type { TransactionView } from '@/lib/transactions/views';

/** "Buy" or "Sell". The link covers the row or card around it, which has to be `relative`. */
export function TransactionLink({ transaction }: { transaction: TransactionView }) {
  const { kind, title } = describeTransaction(transaction);
  const Icon = transaction.type === 'buy' ? ArrowDownLeft : ArrowUpRight;
  return (
    <Link
      href={`/transactions/${transaction.id}`}
      // Prefetching would load every transaction of the page.
      prefetch={false}
      aria-label={title}
      className="after:absolute after:inset-0 after:outline-accent-edge after:-outline-offset-2 focus-visible:outline-none focus-visible:after:outline-2"
    >
      <span className="inline-flex items-center gap-2 font-medium">
        <span className="grid size-6 place-items-center rounded-full bg-raised text-muted">
          <Icon aria-hidden className="size-3.5" />
        </span>
        {kind}
      </span>
    </Link>
  );
}

/** Lies above the link that covers the row, so that hovering shows the exact time. */
export function TimeLink({ transaction }: { transaction: TransactionView }) {
  return (
    <Link
      href={`/transactions/${transaction.id}`}
      prefetch={false}
      // The keyboard reaches the same page through the row's own link.
      tabIndex={-1}
      className="relative z-1"
    >
      <RelativeTime iso={transaction.createdAt} />
    </Link>
  );
}
