import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function TransactionNotFound() {
  return (
    <EmptyState
      title="There is no such transaction in your account"
      action={
        <Button asChild>
          <Link href="/transactions">Your transactions</Link>
        </Button>
      }
    >
      The address may be mistyped, or the transaction belongs to somebody else.
    </EmptyState>
  );
}
