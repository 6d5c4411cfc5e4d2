import { cn } from './class-names';

/** Holds the place of what is on its way. Give it the final size by `className`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('h-4 animate-pulse rounded-sm bg-ink/8', className)} />;
}
