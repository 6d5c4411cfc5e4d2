import Link from 'next/link';
import { cn } from '@/components/ui/class-names';

export type Metric = {
  name: string;
  value: string;
  note: string;
  href: string;
  alarming?: boolean;
};

/** The numbers to see first, each a link to what is behind it. */
export function Metrics({ metrics }: { metrics: readonly Metric[] }) {
  return (
    <ul className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
      {metrics.map(({ name, value, note, href, alarming }) => (
        <li key={name} className="last:max-md:col-span-2">
          <Link
            href={href}
            className="flex h-full flex-col rounded-lg border border-border bg-surface p-4 shadow-card transition-colors hover:border-control"
          >
            <span className="text-muted text-sm">{name}</span>
            <span
              className={cn(
                'mt-auto pt-1 font-semibold text-lg tabular-nums',
                alarming && 'text-negative',
              )}
            >
              {value}
            </span>
            <span className="text-muted text-xs">{note}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
