'use client';
import { type ReactNode, useState } from 'react';
import type { Asset } from '@/lib/assets';
import type { TransactionType } from '@/lib/transactions/schema';
import { mintSessionAction } from '@/lib/widget-sessions/actions';
import { TicketForm } from './ticket-form';
import { TicketOrder } from './ticket-order';
import { useTicket } from './use-ticket';

type TicketProps = {
  type: TransactionType;
  assets: Asset[];
  scriptUrl: string;
  /** Made by the server with the page, so that submitting the page twice places one order. */
  idempotencyKey: string;
  /** What is known of the customer's identity; information only. */
  identity: ReactNode;
};

/** One order after another; each has a ticket and an idempotency key of its own. */
export function Ticket({ idempotencyKey, ...rest }: TicketProps) {
  const [key, setKey] = useState(idempotencyKey);
  return (
    <TicketOfOrder
      key={key}
      idempotencyKey={key}
      onNewOrder={() => setKey(crypto.randomUUID())}
      {...rest}
    />
  );
}

/** A form that, once the order is placed, gives way to the order's summary and the widget. */
function TicketOfOrder({
  type,
  assets,
  scriptUrl,
  idempotencyKey,
  identity,
  onNewOrder,
}: TicketProps & { onNewOrder: () => void }) {
  const { state, submit, pending } = useTicket(mintSessionAction, { type, idempotencyKey, assets });
  return state.order ? (
    <TicketOrder {...state.order} type={type} scriptUrl={scriptUrl} onNewOrder={onNewOrder} />
  ) : (
    <TicketForm
      type={type}
      assets={assets}
      state={state}
      submit={submit}
      pending={pending}
      identity={identity}
      onNewOrder={onNewOrder}
    />
  );
}
