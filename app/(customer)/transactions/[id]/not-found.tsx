import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function TransactionNotFound() {
  return (
    <EmptyState
      title="We couldn't find that transaction"
      action={
        <Button asChild>
          <Link href="/transactions">View your transactions</Link>
        </Button>
      }
    >
      The link may be wrong, or the transaction may belong to another account.
    </EmptyState>
  );
}
