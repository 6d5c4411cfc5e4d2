import { cn } from './class-names';

/** A placeholder while content loads. Set its final size and shape with `className`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('animate-pulse bg-ink/8', className)} />;
}
