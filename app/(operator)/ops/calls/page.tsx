import type { Metadata } from 'next';
import { CallTable } from '@/components/ops/call-table';
import { FilterLinks } from '@/components/ops/filter-links';
import { PageHeader } from '@/components/ui/page-header';
import { loadProviderCalls } from '@/lib/ops/loaders';

export const metadata: Metadata = { title: 'Provider calls' };

export default async function CallsPage({
  searchParams,
}: {
  searchParams: Promise<{ show?: string | string[] }>;
}) {
  const failedOnly = (await searchParams).show === 'failed';
  const calls = await loadProviderCalls({ failedOnly });
  return (
    <>
      <PageHeader
        title="Provider calls"
        description="The latest 100 calls to Proof. Quote the X-Request-Id when you contact Proof support."
        actions={
          <FilterLinks
            name="Show"
            filters={[
              { href: '/ops/calls', name: 'All', active: !failedOnly },
              { href: '/ops/calls?show=failed', name: 'Failed', active: failedOnly },
            ]}
          />
        }
        className="mb-5"
      />
      <CallTable calls={calls} empty={failedOnly ? 'No failed calls' : 'No calls to Proof yet'} />
    </>
  );
}
