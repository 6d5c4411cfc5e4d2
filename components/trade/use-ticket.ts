'use client';
import { useActionState } from 'react';
import type { Asset } from '@/lib/assets';
import { type Mint, type MintInput, submitOrder, type TicketState } from './submit-order';

type TicketInput = Pick<MintInput, 'idempotencyKey' | 'type'> & { assets: Asset[] };

/** The state of one ticket, from the empty form to the placed order. */
export function useTicket(mint: Mint, { assets, ...ticket }: TicketInput) {
  const [state, submit, pending] = useActionState(
    (before: TicketState, form: FormData) => submitOrder(mint, ticket, before, form),
    { amount: '', asset: assets[0]?.id ?? '', order: null, error: null },
  );
  return { state, submit, pending };
}
