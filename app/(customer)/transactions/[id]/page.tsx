import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { LiveIndicator } from '@/components/live/live-indicator';
import { LiveTransactions } from '@/components/live/live-transactions';
import { describeTransaction } from '@/components/transactions/describe-transaction';
import { TransactionDetail } from '@/components/transactions/detail';
import { OrderChain } from '@/components/transactions/order-chain';
import { buttonStyle } from '@/components/ui/button';
import { loadBrand } from '@/lib/current-brand';
import type { SearchParams } from '@/lib/search-params';
import { loadTransaction, readBefore } from '@/lib/transactions/loaders';
import { loadTradeOptions } from '@/lib/widget-sessions/loaders';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const before = readBefore(await searchParams);
  const { transaction } = await loadTransaction((await params).id, before);
  return { title: describeTransaction(transaction).title };
}

/*
 * There is no loading.tsx above this page: it would start the response as a 200 before the
 * transaction turns out to be another customer's.
 */
export default async function TransactionPage({ params, searchParams }: Props) {
  const before = readBefore(await searchParams);
  const loaded = await loadTransaction((await params).id, before);
  const { userId, sequence, transaction, events, nextId } = loaded;
  const { widgetScriptUrl, simulated, depositWindowMinutes } = await loadTradeOptions();
  const { name, supportEmail } = await loadBrand();
  return (
    <LiveTransactions userId={userId} after={sequence}>
      <div className="mb-3 flex items-center justify-between print:hidden">
        <Link
          href="/transactions"
          className={buttonStyle({ variant: 'ghost', size: 'sm', className: '-ml-3 text-muted' })}
        >
          <ArrowLeft aria-hidden />
          Transactions
        </Link>
        <LiveIndicator className="justify-end" />
      </div>
      <TransactionDetail
        transaction={transaction}
        events={events}
        log={{ from: loaded.logFrom, before }}
        widgetScriptUrl={widgetScriptUrl}
        simulated={simulated}
        depositWindowMinutes={depositWindowMinutes}
        brand={{ name, supportEmail }}
      />
      <OrderChain previousId={transaction.previousId} nextId={nextId} />
    </LiveTransactions>
  );
}
