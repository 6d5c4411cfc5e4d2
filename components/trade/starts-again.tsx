import { RotateCw } from 'lucide-react';
import Link from 'next/link';
import { LocalTime } from '@/components/ui/local-time';

type StartsAgainProps = { previous: { id: string; createdAt: string }; locale: string };

/** On the form of an order that replaces an earlier one. */
export function StartsAgain({ previous, locale }: StartsAgainProps) {
  return (
    <p className="flex items-center gap-2 text-sm text-muted">
      <RotateCw aria-hidden className="size-4 shrink-0" />
      <span>
        Starts{' '}
        <Link
          href={`/transactions/${previous.id}`}
          prefetch={false}
          className="text-ink underline underline-offset-4"
        >
          your order from <LocalTime iso={previous.createdAt} locale={locale} />
        </Link>{' '}
        again
      </span>
    </p>
  );
}
