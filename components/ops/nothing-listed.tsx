import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';

type NothingListedProps = {
  filter: Record<string, string | undefined>;
  /** For a list that is empty without a filter, too: why, and how it fills. */
  title: string;
  children: ReactNode;
};

/** Replaces an empty list of the console. */
export function NothingListed({ filter, title, children }: NothingListedProps) {
  if (!Object.values(filter).some(Boolean))
    return <EmptyState title={title}>{children}</EmptyState>;
  return (
    <EmptyState title="Nothing matches this filter">Clear it to see the whole list.</EmptyState>
  );
}
