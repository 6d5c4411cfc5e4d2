import Link from 'next/link';

type OrderChainProps = {
  /** The order that this one starts again. */
  previousId: string | null;
  /** The order that starts this one again. */
  nextId: string | null;
};

/** Links the orders that replace one another. */
export function OrderChain({ previousId, nextId }: OrderChainProps) {
  if (!previousId && !nextId) return null;
  return (
    <nav aria-label="Related orders" className="mt-5 flex flex-wrap gap-x-6 gap-y-2 text-sm">
      {previousId && <OrderLink id={previousId}>The order that this one starts again</OrderLink>}
      {nextId && <OrderLink id={nextId}>The order that starts this one again</OrderLink>}
    </nav>
  );
}

function OrderLink({ id, children }: { id: string; children: string }) {
  return (
    <Link
      href={`/transactions/${id}`}
      prefetch={false}
      className="text-muted underline underline-offset-4 hover:text-ink"
    >
      {children}
    </Link>
  );
}
