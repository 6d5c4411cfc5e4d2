import type { ComponentProps } from 'react';
import { cn } from './class-names';

type Aligned = { align?: 'left' | 'right' };

/** On a narrow screen the table scrolls inside its own box, never the page. */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return (
    <div className="relative overflow-x-auto rounded-lg border border-border bg-surface shadow-card">
      <table className={cn('w-full border-collapse', className)} {...rest} />
    </div>
  );
}

export function Th({ align, className, ...rest }: ComponentProps<'th'> & Aligned) {
  return (
    <th
      scope="col"
      className={cn(
        'border-border border-b bg-raised/60 px-4 py-2.5 text-xs font-medium whitespace-nowrap text-muted',
        align === 'right' ? 'text-right' : 'text-left',
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ align, className, ...rest }: ComponentProps<'td'> & Aligned) {
  return (
    <td
      className={cn(
        'border-border border-t px-4 py-3 align-middle [tr:first-child>&]:border-t-0',
        align === 'right' && 'text-right tabular-nums',
        className,
      )}
      {...rest}
    />
  );
}
