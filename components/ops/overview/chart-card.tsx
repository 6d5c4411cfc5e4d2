import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';

type ChartCardProps = {
  title: string;
  /** What is counted, and how exact it is. Not shown while there is nothing to draw. */
  note?: ReactNode;
  /** The rows behind it. */
  link?: { href: string; name: string };
  /** Shown instead while there is nothing to draw. */
  empty?: string | false;
  children: ReactNode;
};

/** A section of the overview. Charts take their colours from its variables. */
export function ChartCard({ title, note, link, empty, children }: ChartCardProps) {
  return (
    <section
      className={cn(
        'min-w-0 rounded-lg border border-border bg-surface p-4 shadow-card sm:p-5',
        chartColors,
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-medium">{title}</h2>
        {link && (
          <Link href={link.href} className="rounded-sm text-accent-ink text-sm hover:underline">
            {link.name}
            <span className="sr-only">: {title}</span>
          </Link>
        )}
      </div>
      {note && !empty && <p className="mt-0.5 text-muted text-xs text-pretty">{note}</p>}
      <div className="mt-4">{empty ? <p className="text-muted text-sm">{empty}</p> : children}</div>
    </section>
  );
}

/** With forced colours, an SVG keeps its own, so they are the system's then. */
const chartColors = cn(
  '[--chart-1:var(--color-accent-edge)] [--chart-2:color-mix(in_oklab,var(--color-muted)_55%,var(--color-surface))]',
  '[--chart-3:color-mix(in_oklab,var(--color-accent-edge)_45%,var(--color-surface))]',
  '[--chart-4:color-mix(in_oklab,var(--color-warning)_45%,var(--color-surface))] [--chart-5:var(--color-warning)]',
  '[--chart-line:var(--color-border)] [--chart-text:var(--color-muted)]',
  'forced-colors:[--chart-1:Highlight] forced-colors:[--chart-2:GrayText] forced-colors:[--chart-3:LinkText]',
  'forced-colors:[--chart-4:VisitedText] forced-colors:[--chart-5:CanvasText]',
  'forced-colors:[--chart-line:GrayText] forced-colors:[--chart-text:CanvasText]',
);

type ChartTableProps = {
  /** For screen readers. */
  name: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
};

/** The numbers of a chart as text, which the chart itself hides from screen readers. */
export function ChartTable({ name, columns, rows }: ChartTableProps) {
  return (
    <details className="mt-3 text-xs">
      <summary className="w-fit rounded-sm text-muted hover:text-ink">Show as table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls what is too long. */}
      <section className="mt-2 max-h-72 overflow-auto" tabIndex={0} aria-label={name}>
        <table aria-label={name} className="w-full border-collapse">
          <thead className="sticky top-0 bg-surface">
            <tr>
              {columns.map((column, index) => (
                <th
                  key={column}
                  scope="col"
                  className={cn(
                    'border-border border-b px-2 py-1.5 font-medium text-muted',
                    index === 0 ? 'text-left' : 'text-right',
                  )}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [first, ...numbers] }) => (
              <tr key={key} className="border-border border-b last:border-b-0">
                <th scope="row" className="px-2 py-1.5 text-left font-normal whitespace-nowrap">
                  {first}
                </th>
                {numbers.map((number, index) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change their order.
                    key={index}
                    className="px-2 py-1.5 text-right tabular-nums whitespace-nowrap"
                  >
                    {number}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="rounded-sm text-accent-ink hover:underline">
      {children}
    </Link>
  );
}
