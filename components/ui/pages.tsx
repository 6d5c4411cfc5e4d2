import Link from 'next/link';
import type { Page, Position } from '@/lib/keyset';
import { searchOf } from '@/lib/search-params';
import { buttonStyle } from './button';

type PagesProps = {
  path: string;
  page: Page<unknown>;
  filter: Record<string, string | undefined>;
};

/** Links to the neighbouring pages of a list. */
export function Pages({ path, page: { newer, older }, filter }: PagesProps) {
  const link = (name: string, position?: Position) => (
    <Link
      href={`${path}${searchOf(filter, position)}`}
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
