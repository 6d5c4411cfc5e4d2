import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Td } from '@/components/ui/table';
import type { AuditEntryView } from '@/lib/audit/data';
import { auditActions } from './audit-actions';
import { CopyableId, DenseTable } from './dense-table';

const columns = [
  { name: 'When' },
  { name: 'Who' },
  { name: 'Action' },
  { name: 'To what' },
  { name: 'Details' },
  { name: 'Our request ID' },
] as const;

export function AuditTable({ entries }: { entries: readonly AuditEntryView[] }) {
  return (
    <DenseTable name="Audit log" columns={columns}>
      {entries.map((entry) => (
        <tr key={entry.id} className="hover:bg-raised/50">
          <Td className="whitespace-nowrap text-muted">
            <RelativeTime iso={entry.recordedAt} />
          </Td>
          <Td className="wrap-anywhere min-w-40">{entry.actor}</Td>
          <Td>
            <ActionBadge action={entry.action} />
          </Td>
          <Td>
            <Subject entry={entry} />
          </Td>
          <Td className="wrap-anywhere min-w-56 font-mono text-muted">
            {formatDetails(entry.details)}
          </Td>
          <Td>
            <CopyableId value={entry.requestId} name="request ID" />
          </Td>
        </tr>
      ))}
    </DenseTable>
  );
}

function ActionBadge({ action }: Pick<AuditEntryView, 'action'>) {
  const { word, icon: Icon } = auditActions[action];
  return (
    <Badge>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}

function Subject({ entry: { action, subjectId } }: { entry: AuditEntryView }) {
  const { name, href } = auditActions[action].subject;
  return (
    <Link
      href={href(subjectId)}
      title={subjectId}
      className="whitespace-nowrap rounded-sm text-accent-ink hover:underline"
    >
      {name} <span className="font-mono">…{subjectId.slice(-8)}</span>
    </Link>
  );
}

function formatDetails(details: AuditEntryView['details']): string {
  if (typeof details !== 'object' || details === null) return String(details ?? '');
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
