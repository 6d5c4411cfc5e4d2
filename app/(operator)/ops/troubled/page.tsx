import type { Metadata } from 'next';
import { AttentionTable } from '@/components/ops/attention-table';
import { PageHeader } from '@/components/ui/page-header';
import { loadTransactionsNeedingAttention } from '@/lib/ops/loaders';

export const metadata: Metadata = { title: 'Needs attention' };

export default async function NeedsAttentionPage() {
  return (
    <>
      <PageHeader
        title="Needs attention"
        description="Transactions whose last check failed, whose final status Proof contradicted, or whose side effect is failing."
        className="mb-5"
      />
      <AttentionTable transactions={await loadTransactionsNeedingAttention()} />
    </>
  );
}
