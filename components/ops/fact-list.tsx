import type { ReactNode } from 'react';

/** Names and values in two columns. */
export function FactList({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">{children}</dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="py-0.5 text-muted text-xs">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
