import Link from 'next/link';
import { cn } from '@/components/ui/class-names';

type Filter = { href: string; name: string; active: boolean };

/** A filter made of links, so that every view has its own URL. */
export function FilterLinks({ name, filters }: { name: string; filters: readonly Filter[] }) {
  return (
    <nav
      aria-label={name}
      className="flex rounded-md border border-border bg-surface p-0.5 text-sm"
    >
      {filters.map((filter) => (
        <Link
          key={filter.href}
          href={filter.href}
          aria-current={filter.active ? 'true' : undefined}
          className={cn(
            'rounded-sm px-3 py-1 transition-colors hover:text-ink',
            filter.active ? 'bg-raised font-medium text-ink' : 'text-muted',
          )}
        >
          {filter.name}
        </Link>
      ))}
    </nav>
  );
}
