import Link from 'next/link';
import type { ReactNode } from 'react';

/** One part of the overview, with the way to all of its rows. */
export function OpsSection({
  title,
  href,
  children,
}: {
  title: string;
  href: string;
  children: ReactNode;
}) {
  return (
    <section className="mt-8">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 className="font-medium">{title}</h2>
        <Link href={href} className="rounded-sm text-accent text-sm hover:underline">
          All<span className="sr-only"> of: {title}</span>
        </Link>
      </div>
      {children}
    </section>
  );
}
