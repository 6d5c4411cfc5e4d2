import type { ComponentProps } from 'react';
import { cn } from './class-names';

export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('rounded-lg border border-border bg-surface p-5 shadow-card', className)}
      {...rest}
    />
  );
}
