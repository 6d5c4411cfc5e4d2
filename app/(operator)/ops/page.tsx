import type { Metadata } from 'next';
import { AutoRefresh } from '@/components/ops/auto-refresh';
import { FilterLinks } from '@/components/ops/filter-links';
import { IgnoredNotice } from '@/components/ops/ignored-notice';
import { OpenProblems } from '@/components/ops/open-problems';
import { Overview } from '@/components/ops/overview/overview';
import { PageHeader } from '@/components/ui/page-header';
import { loadOverview } from '@/lib/counts/loaders';
import { type OverviewFilter, overviewUrl, periods } from '@/lib/counts/schema';
import { loadAttentionCount, loadOpenProblems } from '@/lib/ops/loaders';
import type { SearchParams } from '@/lib/search-params';

export const metadata: Metadata = { title: 'Operations' };

type OpsPageProps = { searchParams: Promise<SearchParams> };

export default async function OpsPage({ searchParams }: OpsPageProps) {
  const [{ overview, filter, unreadable }, needAttention, problems] = await Promise.all([
    loadOverview(await searchParams),
    loadAttentionCount(),
    loadOpenProblems(),
  ]);
  return (
    <>
      <PageHeader
        title="Operations"
        description={<AutoRefresh />}
        actions={<Filters filter={filter} />}
        className="mb-5"
      />
      <IgnoredNotice names={unreadable} />
      <OpenProblems problems={problems} />
      <Overview
        overview={overview}
        filter={filter}
        needAttention={{ count: needAttention, href: '/ops/attention' }}
      />
    </>
  );
}

const types = [
  { type: undefined, name: 'All' },
  { type: 'buy', name: 'Buy' },
  { type: 'sell', name: 'Sell' },
] as const;

function Filters({ filter }: { filter: OverviewFilter }) {
  const { period, type } = filter;
  return (
    <>
      <FilterLinks
        name="Period"
        filters={(['today', '7', '30', '90'] as const).map((value) => ({
          href: overviewUrl({ period: value, type }),
          name: periods[value].name,
          active: value === period,
        }))}
      />
      <FilterLinks
        name="Type"
        filters={types.map((option) => ({
          href: overviewUrl({ period, type: option.type }),
          name: option.name,
          active: option.type === type,
        }))}
      />
    </>
  );
}
