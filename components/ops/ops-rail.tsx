'use client';
import {
  ArrowLeftRight,
  LayoutDashboard,
  ListChecks,
  ReceiptText,
  ScrollText,
  Stethoscope,
  TriangleAlert,
  Webhook,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { cn } from '@/components/ui/class-names';

const links = [
  { href: '/ops', name: 'Overview', icon: LayoutDashboard },
  { href: '/ops/transactions', name: 'Orders', icon: ReceiptText },
  { href: '/ops/attention', name: 'Needs attention', icon: TriangleAlert },
  { href: '/ops/deliveries', name: 'Deliveries', icon: Webhook },
  { href: '/ops/calls', name: 'Provider calls', icon: ArrowLeftRight },
  { href: '/ops/go-live', name: 'Go-live', icon: ListChecks },
  { href: '/ops/doctor', name: 'Doctor', icon: Stethoscope },
  { href: '/ops/audit', name: 'Audit log', icon: ScrollText },
];

/** A side rail on a wide screen, a scrolling row on a narrow one. */
export function OpsRail() {
  const path = usePathname();
  const rowRef = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page has another current link.
  useEffect(() => showCurrent(rowRef.current), [path]);
  return (
    <nav
      aria-label="Operations"
      className="border-border border-b bg-surface min-[900px]:border-r min-[900px]:border-b-0"
    >
      <div
        ref={rowRef}
        className="flex justify-between gap-1 overflow-x-auto p-2 max-[899px]:relative sm:justify-start sm:px-3 min-[900px]:sticky min-[900px]:top-0 min-[900px]:flex-col min-[900px]:py-6"
      >
        <form action="/ops/transactions" className="mb-2 max-[899px]:hidden">
          <input
            {...{ type: 'search', name: 'q', 'aria-label': 'Find an order', maxLength: 200 }}
            {...{ autoComplete: 'off', spellCheck: false, placeholder: 'Email, ID or address' }}
            className="h-9 w-full rounded-md border border-control bg-surface px-3 text-sm placeholder:text-muted"
          />
        </form>
        {links.map(({ href, name, icon: Icon }) => (
          <Link
            key={href}
            href={href}
            aria-current={isIn(href, path) ? 'page' : undefined}
            className={cn(
              'flex items-center gap-2.5 whitespace-nowrap rounded-md px-1.5 py-2 text-sm transition-colors hover:bg-raised hover:text-ink sm:px-3',
              isIn(href, path) ? 'bg-raised font-medium text-ink' : 'text-muted',
            )}
          >
            <Icon aria-hidden className="size-4 max-sm:hidden" />
            {name}
          </Link>
        ))}
      </div>
    </nav>
  );
}

/** Unlike `scrollIntoView`, it scrolls the row only, and not the page. */
function showCurrent(row: HTMLElement | null): void {
  const link = row?.querySelector<HTMLElement>('[aria-current]');
  if (!row || !link) return;
  row.scrollLeft = link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
}

/** The page of one row belongs to its list. */
function isIn(href: string, path: string): boolean {
  return path === href || (href !== '/ops' && path.startsWith(`${href}/`));
}
