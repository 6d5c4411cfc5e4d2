import type { Metadata } from 'next';
import Link from 'next/link';
import { AuditFilter } from '@/components/ops/audit-filter';
import { AuditTable } from '@/components/ops/audit-table';
import { IgnoredNotice } from '@/components/ops/ignored-notice';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { loadAuditLog } from '@/lib/audit/loaders';
import { type AuditField, auditSearch } from '@/lib/audit/schema';
import type { SearchParams } from '@/lib/search-params';

export const metadata: Metadata = { title: 'Audit log' };

const fieldNames: Record<AuditField, string> = {
  action: 'action',
  who: 'email address',
  about: 'ID',
  after: 'page',
};

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, unreadable, entries, older } = await loadAuditLog(await searchParams);
  const { after, ...filter } = query;
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <PageHeader
        title="Audit log"
        description="What operators did, here and on the command line. Entries can't be changed or deleted."
        className="mb-5"
      />
      <IgnoredNotice names={unreadable.map((field) => fieldNames[field])} />
      <AuditFilter {...filter} />
      {entries.length > 0 ? (
        <AuditTable entries={entries} />
      ) : (
        <EmptyState title={filtered ? 'Nothing matches this filter' : 'Nothing recorded yet'}>
          {filtered
            ? 'Clear it to see everything that operators did.'
            : 'Checking a transaction, replaying a delivery and changing who is an operator add entries.'}
        </EmptyState>
      )}
      {(after || older) && (
        <nav aria-label="Pages" className="mt-4 flex justify-between gap-2">
          {after && <PageLink href={`/ops/audit${auditSearch(filter)}`}>Newest</PageLink>}
          {older && (
            <PageLink href={`/ops/audit${auditSearch({ ...filter, after: older })}`}>
              Older
            </PageLink>
          )}
        </nav>
      )}
    </>
  );
}

function PageLink(props: { href: string; children: string }) {
  return (
    <Link
      {...props}
      className={buttonStyle({ variant: 'secondary', className: 'only:last:ml-auto' })}
    />
  );
}
