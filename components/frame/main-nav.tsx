'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/class-names';
import { LinkPending } from '@/components/ui/link-pending';

const links = [
  { href: '/buy', name: 'Buy' },
  { href: '/sell', name: 'Sell' },
  { href: '/transactions', name: 'Transactions' },
];
const operatorLink = { href: '/ops', name: 'Operations' };

/** On a phone it is a row of its own below the brand. */
export function MainNav({ operator }: { operator: boolean }) {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="order-last flex w-full justify-between gap-1 border-border border-t md:order-none md:w-auto md:border-0"
    >
      {(operator ? [...links, operatorLink] : links).map(({ href, name }) => {
        const current = path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={href}
            // It would load nothing that the open page does not have.
            prefetch={false}
            aria-current={current ? 'page' : undefined}
            className={cn(
              'relative flex h-11 flex-1 items-center justify-center rounded-sm px-2 text-sm transition-colors hover:text-ink md:h-14 md:px-3',
              current ? 'font-medium text-ink' : 'text-muted',
            )}
          >
            {name}
            <LinkPending className="absolute top-1.5 right-1 md:right-0" />
            {current && (
              <span
                aria-hidden
                className="absolute inset-x-2 bottom-0 h-0.5 bg-accent-edge md:inset-x-3"
              />
            )}
          </Link>
        );
      })}
    </nav>
  );
}
