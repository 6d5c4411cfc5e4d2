import Link from 'next/link';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Table, Th } from '@/components/ui/table';

type DenseTableProps = {
  name: string;
  columns: readonly { name: string; align?: 'right' }[];
  children: ReactNode;
};

/** A table with small type and tight rows. Screen readers get its name. */
export function DenseTable({ name, columns, children }: DenseTableProps) {
  return (
    <Table aria-label={name} className="text-xs [&_td]:px-3 [&_td]:py-2 [&_th]:px-3 [&_th]:py-2">
      <thead>
        <tr>
          {columns.map(({ name: column, align }) => (
            <Th key={column} align={align}>
              {column}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </Table>
  );
}

/** An ID that copies at a click. */
export function CopyableId({ value, name }: { value: string | null; name: string }) {
  if (!value) return <span className="text-muted">—</span>;
  return (
    <CopyButton value={value} label={`Copy the ${name} ${value}`} oneLine className="-ml-1">
      {shortId(value)}
    </CopyButton>
  );
}

/** An order's ID, ours or Proof's, that leads to the order and copies at a click. */
export function OrderId({ id }: { id: string | null }) {
  if (!id) return <span className="text-muted">—</span>;
  return (
    <span className="inline-flex items-center whitespace-nowrap">
      <Link
        href={`/ops/transactions/${encodeURIComponent(id)}`}
        prefetch={false}
        title={id}
        className="rounded-sm font-mono text-accent-ink hover:underline"
      >
        {shortId(id)}
        <span className="sr-only"> View the order</span>
      </Link>
      <CopyButton value={id} label={`Copy the ID ${id}`} oneLine>
        {null}
      </CopyButton>
    </span>
  );
}

/** A long one shows its end, where time-sorted IDs differ. */
function shortId(id: string): string {
  return id.length <= 14 ? id : `…${id.slice(-8)}`;
}

export function Duration({ ms }: { ms: number }) {
  return (
    <span className="whitespace-nowrap">
      {ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en')}
      <span className="ml-1 text-muted">ms</span>
    </span>
  );
}
