import Link from 'next/link';
import { buttonStyle } from '@/components/ui/button';
import type { HistoryPage } from '@/lib/history/data';
import { historySearch } from '@/lib/history/filter';
import type { HistoryFilter, Position } from '@/lib/history/schema';

type PagesProps = { page: HistoryPage; filter: HistoryFilter };

export function Pages({ page: { newer, older }, filter }: PagesProps) {
  const link = (name: string, position?: Position) => (
    <Link
      href={`/transactions${historySearch(filter, position)}`}
      className={buttonStyle({ variant: 'secondary' })}
    >
      {name}
    </Link>
  );
  if (!newer && !older) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex flex-wrap justify-between gap-2">
      <div className="flex gap-2">
        {newer && link('Newest')}
        {newer && link('Newer', newer)}
      </div>
      {older && link('Older', older)}
    </nav>
  );
}
