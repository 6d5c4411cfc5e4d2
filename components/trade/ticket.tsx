'use client';
import { useState } from 'react';
import { mintSessionAction } from '@/lib/widget-sessions/actions';
import type { OpenableSession } from '@/lib/widget-sessions/schema';
import { PlacedOrder } from './placed-order';
import { TicketForm, type TicketFormProps } from './ticket-form';

type TicketProps = Omit<TicketFormProps, 'mint' | 'onOpened' | 'onNewOrder'> & {
  scriptUrl: string;
};

/** The order form, then the widget for the session that Proof opened. */
export function Ticket({ idempotencyKey, scriptUrl, ...form }: TicketProps) {
  const [key, setKey] = useState(idempotencyKey);
  const [opened, setOpened] = useState<OpenableSession | null>(null);

  function startNewOrder() {
    setKey(crypto.randomUUID());
    setOpened(null);
  }

  if (opened)
    return (
      <PlacedOrder {...opened} type={form.type} scriptUrl={scriptUrl} onNewOrder={startNewOrder} />
    );
  return (
    <TicketForm
      key={key}
      {...form}
      idempotencyKey={key}
      mint={mintSessionAction}
      onOpened={setOpened}
      onNewOrder={startNewOrder}
    />
  );
}
