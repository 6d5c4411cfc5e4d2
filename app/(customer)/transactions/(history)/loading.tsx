import { HistorySkeleton } from '@/components/transactions/history-skeleton';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <>
      <PageHeader
        title="Transactions"
        description={<Skeleton className="h-5 w-44" />}
        actions={<Skeleton className="h-5 w-14" />}
        className="mb-5"
      />
      <HistorySkeleton />
    </>
  );
}
