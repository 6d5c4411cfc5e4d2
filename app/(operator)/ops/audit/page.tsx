import type { Metadata } from 'next';
import { auditActions } from '@/components/ops/audit-actions';
import { AuditTable } from '@/components/ops/audit-table';
import { IgnoredNotice } from '@/components/ops/ignored-notice';
import { type FilterControl, ListFilter } from '@/components/ops/list-filter';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { loadAuditLog } from '@/lib/audit/loaders';
import type { AuditField } from '@/lib/audit/schema';
import type { SearchParams } from '@/lib/search-params';

export const metadata: Metadata = { title: 'Audit log' };

const fieldNames: Record<AuditField, string> = {
  action: 'action',
  who: 'email address',
  about: 'ID',
  after: 'page',
  before: 'page',
};

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
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <PageHeader
        title="Audit log"
        description="What operators did, here and on the command line. Entries can't be changed or deleted."
        className="mb-5"
      />
      <IgnoredNotice names={unreadable.map((field) => fieldNames[field])} />
      <ListFilter path="/ops/audit" filter={filter} controls={controls} />
      {page.rows.length > 0 ? (
        <AuditTable entries={page.rows} />
      ) : (
        <EmptyState title={filtered ? 'Nothing matches this filter' : 'Nothing recorded yet'}>
          {filtered
            ? 'Clear it to see everything that operators did.'
            : 'Checking a transaction, replaying a delivery and changing who is an operator add entries.'}
        </EmptyState>
      )}
      <Pages path="/ops/audit" page={page} filter={filter} />
    </>
  );
}
