import type { Metadata } from 'next';
import { AttentionTable } from '@/components/ops/attention-table';
import { AutoRefresh } from '@/components/ops/auto-refresh';
import { PageHeader } from '@/components/ui/page-header';
import { loadOrdersNeedingAttention } from '@/lib/ops/loaders';

export const metadata: Metadata = { title: 'Needs attention' };

export default async function NeedsAttentionPage() {
  return (
    <>
      <PageHeader
        title="Needs attention"
        description="Orders whose check or side effect fails, whose final status Proof contradicted, or that are open for longer than expected. Oldest first."
        actions={<AutoRefresh className="sm:justify-end" />}
        className="mb-5"
      />
      <div data-hold-refresh>
        <AttentionTable orders={await loadOrdersNeedingAttention()} />
      </div>
    </>
  );
}
