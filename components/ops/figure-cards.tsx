import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';

type Figure = { name: string; value: ReactNode; of: string; href: string; alarming: boolean };

/** Numbers that lead to the rows behind them. */
export function FigureCards({ figures }: { figures: readonly Figure[] }) {
  return (
    <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {figures.map(({ name, value, of, href, alarming }) => (
        <li key={name}>
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
            <span className="text-muted text-xs">{of}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
