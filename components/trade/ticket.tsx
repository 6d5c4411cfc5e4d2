'use client';
import { type ReactNode, useState } from 'react';
import type { Asset } from '@/lib/assets';
import type { TransactionType } from '@/lib/generated/prisma/enums';
import { mintSessionAction } from '@/lib/widget-sessions/actions';
import type { OpenableSession } from '@/lib/widget-sessions/schema';
import { PlacedOrder } from './placed-order';
import { TicketForm } from './ticket-form';

type TicketProps = {
  type: TransactionType;
  assets: Asset[];
  scriptUrl: string;
  /** Created on the server with the page, so that submitting the page twice mints one session. */
  idempotencyKey: string;
  identity: ReactNode;
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
