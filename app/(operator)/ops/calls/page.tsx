import type { Metadata } from 'next';
import { CallGroups } from '@/components/ops/call-groups';
import { CallTable } from '@/components/ops/call-table';
import { type FilterControl, ListFilter, periodControls } from '@/components/ops/list-filter';
import { NothingListed } from '@/components/ops/nothing-listed';
import { OpenProblems } from '@/components/ops/open-problems';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { loadCalls, loadOpenProblems } from '@/lib/ops/loaders';
import type { SearchParams } from '@/lib/search-params';

export const metadata: Metadata = { title: 'Provider calls' };

const controls: readonly FilterControl[] = [
  {
    ...{ kind: 'search', name: 'q', label: 'Search' },
    placeholder: 'Whole Proof, user or request ID',
  },
  {
    ...{ kind: 'choice', name: 'show', label: 'Show' },
    options: [{ value: 'failed', label: 'Failed only' }],
  },
  {
    kind: 'search',
    name: 'code',
    label: 'Code',
    placeholder: 'Such as db_error',
  },
  ...periodControls,
];

type Props = { searchParams: Promise<SearchParams> };

export default async function CallsPage({ searchParams }: Props) {
  const { filter, unreadable, page, groups } = await loadCalls(await searchParams);
  return (
    <>
      <PageHeader
        title="Provider calls"
        description="Every request to Proof. Quote the X-Request-Id when you contact Proof support."
        className="mb-5"
      />
      <OpenProblems problems={await loadOpenProblems()} />
      <ListFilter path="/ops/calls" filter={filter} controls={controls} unreadable={unreadable} />
      {groups.length > 0 && <CallGroups groups={groups} filter={filter} />}
      {page.rows.length > 0 ? (
        <CallTable calls={page.rows} />
      ) : (
        <NothingListed filter={filter} title="No calls to Proof yet">
          The first order makes the first call.
        </NothingListed>
      )}
      <Pages path="/ops/calls" page={page} filter={filter} />
    </>
  );
}
