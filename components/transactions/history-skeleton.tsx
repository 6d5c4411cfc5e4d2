import { Skeleton } from '@/components/ui/skeleton';
import { Table, Td } from '@/components/ui/table';
import { HistoryHead } from './history-table';

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const cells = [
  'w-24',
  'w-16',
  'ml-auto w-24',
  'ml-auto w-20',
  'ml-4 w-16',
  'h-6 w-24 rounded-full',
];

export function HistorySkeleton() {
  return (
    <>
      <div className="hidden sm:block">
        <Table aria-hidden>
          <thead>
            <HistoryHead />
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row} className="h-17">
                {cells.map((shape) => (
                  <Td key={shape}>
                    <Skeleton className={shape} />
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      <div
        aria-hidden
        className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-surface sm:hidden"
      >
        {rows.map((row) => (
          <div key={row} className="flex h-36 flex-col justify-between p-4">
            <Skeleton className="w-20" />
            <Skeleton className="h-6 w-full" />
            <Skeleton className="h-6 w-2/3" />
          </div>
        ))}
      </div>
    </>
  );
}
