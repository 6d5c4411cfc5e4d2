import { Skeleton } from '@/components/ui/skeleton';

/** Covers the widget's place, in its size, until the widget says that it is ready. */
export function WidgetSkeleton() {
  return (
    <div className="absolute inset-0 flex flex-col gap-4 overflow-hidden border-border bg-surface p-6 sm:rounded-lg sm:border">
      <Skeleton className="h-6 w-1/3" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="mt-4 h-12 w-full rounded-md" />
      <Skeleton className="h-12 w-full rounded-md" />
      <div className="grid grid-cols-2 gap-4">
        <Skeleton className="h-12 rounded-md" />
        <Skeleton className="h-12 rounded-md" />
      </div>
      <Skeleton className="mt-auto h-12 w-full rounded-md" />
    </div>
  );
}
