import Link from 'next/link';
import { buttonStyle } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';

export default function TransactionNotFound() {
  return (
    <>
      <PageHeader
        title="We couldn't find that transaction"
        description="The link may be wrong, or the transaction may belong to another account."
      />
      <Link href="/transactions" className={buttonStyle({ className: 'mt-6' })}>
        View your transactions
      </Link>
    </>
  );
}
