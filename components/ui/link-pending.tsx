'use client';
import { useLinkStatus } from 'next/link';
import { cn } from './class-names';
import { Spinner } from './spinner';

/** Inside a link: turns while the page that it leads to is loading. It always takes its space. */
export function LinkPending({ className }: { className?: string }) {
  const { pending } = useLinkStatus();
  return (
    <Spinner
      className={cn(
        'size-3.5 transition-opacity',
        pending ? 'animate-spin' : 'opacity-0',
        className,
      )}
    />
  );
}
