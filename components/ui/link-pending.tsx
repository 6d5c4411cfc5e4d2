'use client';
import { LoaderCircle } from 'lucide-react';
import { useLinkStatus } from 'next/link';
import { cn } from './class-names';

/** Inside a link: turns while the page that it leads to is loading. It always takes its space. */
export function LinkPending({ className }: { className?: string }) {
  const { pending } = useLinkStatus();
  return (
    <LoaderCircle
      aria-hidden
      className={cn(
        'size-3.5 shrink-0 transition-opacity',
        pending ? 'animate-spin' : 'opacity-0',
        className,
      )}
    />
  );
}
