import type { Metadata } from 'next';
import { AttentionTable } from '@/components/ops/attention-table';
import { PageHeader } from '@/components/ui/page-header';
import { loadOrdersNeedingAttention } from '@/lib/ops/loaders';

export const metadata: Metadata = { title: 'Needs attention' };

export default async function NeedsAttentionPage() {
  return (
    <>
      <PageHeader
        title="Needs attention"
        description="Orders whose check or side effect fails, whose final status Proof contradicted, or that are open for longer than expected. Oldest first."
        className="mb-5"
      />
      <AttentionTable orders={await loadOrdersNeedingAttention()} />
    </>
  );
}
