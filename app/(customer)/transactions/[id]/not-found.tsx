import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';

export default function TransactionNotFound() {
  return (
    <>
      <PageHeader
        title="We couldn't find that transaction"
        description="The link may be wrong, or the transaction may belong to another account."
      />
      <Button asChild className="mt-6">
        <Link href="/transactions">View your transactions</Link>
      </Button>
    </>
  );
}
