import { cn } from './class-names';

/** A ring that is turned with `animate-spin`. Every page has buttons, so it needs no icon. */
export function Spinner({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'shrink-0 rounded-full border-2 border-current border-t-transparent',
        className,
      )}
    />
  );
}
