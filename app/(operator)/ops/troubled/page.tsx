import type { Metadata } from 'next';
import { TroubledTable } from '@/components/ops/troubled-table';
import { PageHeader } from '@/components/ui/page-header';
import { loadTransactionsNeedingAttention } from '@/lib/ops/loaders';

export const metadata: Metadata = { title: 'Troubled transactions' };

export default async function TroubledPage() {
  return (
    <>
      <PageHeader
        title="Troubled transactions"
        description="Proof could not be asked about them at the last check, it denied something it had called final, or what follows their completion fails."
        className="mb-5"
      />
      <TroubledTable transactions={await loadTransactionsNeedingAttention()} />
    </>
  );
}
