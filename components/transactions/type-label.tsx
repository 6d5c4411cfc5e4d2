import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import type { TransactionType } from '@/lib/transactions/schema';

/** "Buy" or "Sell": crypto comes in, or goes out. */
export function TypeLabel({ type }: { type: TransactionType }) {
  const Icon = type === 'buy' ? ArrowDownLeft : ArrowUpRight;
  return (
    <span className="inline-flex items-center gap-2 font-medium">
      <span className="grid size-6 place-items-center rounded-full bg-raised text-muted">
        <Icon aria-hidden className="size-3.5" />
      </span>
      {type === 'buy' ? 'Buy' : 'Sell'}
    </span>
  );
}
