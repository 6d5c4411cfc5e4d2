'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/class-names';

const places = [
  { href: '/buy', name: 'Buy' },
  { href: '/sell', name: 'Sell' },
  { href: '/transactions', name: 'Transactions' },
];
const operatorPlace = { href: '/ops', name: 'Operations' };

/** The main places. On a phone it is a row of its own under the brand. */
export function MainNav({ operator }: { operator: boolean }) {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="order-last flex w-full justify-between gap-1 border-border border-t sm:order-none sm:w-auto sm:border-0"
    >
      {(operator ? [...places, operatorPlace] : places).map(({ href, name }) => {
        const here = path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={href}
            aria-current={here ? 'page' : undefined}
            className={cn(
              'relative flex h-11 flex-1 items-center justify-center rounded-sm px-2 text-sm text-muted transition-colors hover:text-ink sm:h-14 sm:px-3',
              here && 'font-medium text-ink',
            )}
          >
            {name}
            {here && (
              <span
                aria-hidden
                className="absolute inset-x-2 bottom-0 h-0.5 bg-accent sm:inset-x-3"
              />
            )}
          </Link>
        );
      })}
    </nav>
  );
}
