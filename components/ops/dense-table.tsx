import type { ReactNode } from 'react';
import { Table, Th } from '@/components/ui/table';

export type Column = { name: string; align?: 'right' };

/** A table of the console: small type, tight rows, a name for screen readers. */
export function DenseTable({
  name,
  columns,
  children,
}: {
  name: string;
  columns: readonly Column[];
  children: ReactNode;
}) {
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
