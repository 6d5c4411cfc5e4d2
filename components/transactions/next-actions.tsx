'use client';
import { Printer } from 'lucide-react';
import Link from 'next/link';
import { Button, buttonStyle } from '@/components/ui/button';
import { describeForSupportAction } from '@/lib/transactions/actions';
import { isOpen } from '@/lib/transactions/status';
import type { TransactionView } from '@/lib/transactions/views';
import { SupportButton } from './support-button';

type NextActionsProps = {
  transaction: TransactionView;
  /** The customer has paid or sent crypto, and nothing came of it: only support can help. */
  stuck: boolean;
};

export function NextActions({ transaction, stuck }: NextActionsProps) {
  const { id, type, status, requestedAmount, network, currency, resumable } = transaction;
  const same = new URLSearchParams({ amount: requestedAmount, asset: `${network}:${currency}` });
  return (
    <div className="flex flex-wrap content-start items-center gap-2 max-sm:min-h-18">
      <SupportButton transactionId={id} describe={describeForSupportAction} />
      <Button size="sm" variant="secondary" onClick={() => window.print()}>
        <Printer aria-hidden />
        {status === 'completed' ? 'Print receipt' : 'Print'}
      </Button>
      {/* At the end, so that they move nothing when they appear. */}
      {!isOpen(status) && (
        <div className="flex flex-wrap gap-2 sm:ml-auto">
          {!stuck && (
            <Link
              href={`/${type}?${same}`}
              className={buttonStyle({ variant: 'secondary', size: 'sm' })}
            >
              Repeat this order
            </Link>
          )}
          <Link
            href={`/${type}`}
            className={buttonStyle({
              variant: stuck || resumable ? 'secondary' : 'primary',
              size: 'sm',
            })}
          >
            New order
          </Link>
        </div>
      )}
    </div>
  );
}
