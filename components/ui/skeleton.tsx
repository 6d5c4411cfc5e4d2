import { cn } from './class-names';

/** A placeholder while content loads. Set its final size with `className`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('h-4 animate-pulse rounded-sm bg-ink/8', className)} />;
}
