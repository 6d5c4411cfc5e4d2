'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { keepPlacedSession } from '@/components/widget/placed-sessions';
import { mintSessionAction } from '@/lib/widget-sessions/actions';
import type { OpenableSession } from '@/lib/widget-sessions/schema';
import { TicketForm, type TicketFormProps } from './ticket-form';

type TicketProps = Omit<TicketFormProps, 'idempotencyKey' | 'mint' | 'onPlaced' | 'onNewOrder'>;

/** The order form. A placed order continues on its own page, where the widget opens. */
export function Ticket(form: TicketProps) {
  const router = useRouter();
  const { initial, previousId } = form;
  // One key per form: a double click, or a retry after a lost response, places one order.
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());

  function openOrder(placed: OpenableSession) {
    keepPlacedSession(placed);
    router.push(`/transactions/${placed.transactionId}`);
  }

  return (
    <TicketForm
      // A link to this page fills in the form anew.
      key={[idempotencyKey, initial.asset, initial.amount, previousId].join()}
      {...form}
      idempotencyKey={idempotencyKey}
      mint={mintSessionAction}
      onPlaced={openOrder}
      onNewOrder={() => setIdempotencyKey(crypto.randomUUID())}
    />
  );
}
