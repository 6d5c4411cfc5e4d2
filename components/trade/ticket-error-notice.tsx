import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { TicketError } from './submit-order';

/** Why no order was placed, and the way on where sending the form again would not help. */
export function TicketErrorNotice({
  error,
  onNewOrder,
}: {
  error: TicketError;
  onNewOrder: () => void;
}) {
  return (
    <Notice tone="negative" title="Your order was not placed" requestId={error.requestId}>
      <p>{error.message}</p>
      {error.code === 'unauthenticated' && (
        <Button size="sm" variant="secondary" className="mt-3" asChild>
          <Link href="/sign-in">Sign in</Link>
        </Button>
      )}
      {(error.code === 'key_reused' || error.code === 'session_over') && (
        <Button size="sm" variant="secondary" className="mt-3" onClick={onNewOrder}>
          Start a new order
        </Button>
      )}
    </Notice>
  );
}
