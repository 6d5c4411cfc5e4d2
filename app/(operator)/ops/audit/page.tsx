import type { Metadata } from 'next';
import { auditActions } from '@/components/ops/audit-actions';
import { AuditTable } from '@/components/ops/audit-table';
import { type FilterControl, ListFilter } from '@/components/ops/list-filter';
import { NothingListed } from '@/components/ops/nothing-listed';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { loadAuditLog } from '@/lib/audit/loaders';
import type { SearchParams } from '@/lib/search-params';

export const metadata: Metadata = { title: 'Audit log' };

const controls: readonly FilterControl[] = [
  {
    kind: 'choice',
    name: 'action',
    label: 'Action',
    options: Object.entries(auditActions).map(([value, { word }]) => ({ value, label: word })),
  },
  { kind: 'search', name: 'who', label: 'Who', placeholder: 'Email address, first part' },
  { kind: 'search', name: 'about', label: 'To what', placeholder: 'ID, whole' },
];

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { filter, unreadable, page } = await loadAuditLog(await searchParams);
  return (
    <>
      <PageHeader
        title="Audit log"
        description="What operators did, here and on the command line. Entries can't be changed or deleted."
        className="mb-5"
      />
      <ListFilter path="/ops/audit" filter={filter} controls={controls} unreadable={unreadable} />
      {page.rows.length > 0 ? (
        <AuditTable entries={page.rows} />
      ) : (
        <NothingListed filter={filter} title="Nothing recorded yet">
          Checking a transaction, replaying a delivery and changing who is an operator add entries.
        </NothingListed>
      )}
      <Pages path="/ops/audit" page={page} filter={filter} />
    </>
  );
}
