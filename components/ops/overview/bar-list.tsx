import Link from 'next/link';
import { formatCount, formatShare } from './format';

type BarListItem = { name: string; count: number; href: string; alarming?: boolean };

type BarListProps = {
  items: readonly BarListItem[];
  /** What a full bar stands for. */
  whole: number;
};

/** Numbers as text, each with a bar and a link to its rows. */
export function BarList({ items, whole }: BarListProps) {
  return (
    <ul className="-mx-2">
      {items.map(({ name, count, href, alarming }) => (
        <li key={name}>
          <Link href={href} className="block rounded-sm px-2 py-1.5 hover:bg-raised">
            <span className="flex items-baseline justify-between gap-3 text-sm">
              <span className="min-w-0 wrap-anywhere">{name}</span>
              <span className="whitespace-nowrap tabular-nums">
                <span className="font-medium">{formatCount(count)}</span>
                <span className="ml-2 inline-block w-9 text-right text-muted text-xs">
                  {formatShare(count, whole)}
                </span>
              </span>
            </span>
            <span aria-hidden className="mt-1 block h-1.5 overflow-hidden rounded-full bg-raised">
              <span
                className="block h-full rounded-full forced-color-adjust-none"
                style={{
                  width: `${whole > 0 ? (100 * count) / whole : 0}%`,
                  background: alarming ? 'var(--color-negative)' : 'var(--chart-1)',
                }}
              />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
