import type { ReactNode } from 'react';
import { describeTransaction } from '@/components/transactions/describe-transaction';
import { EventLog } from '@/components/transactions/event-log';
import { describeMethod, methodLabels } from '@/components/transactions/properties';
import { ReportedStatus } from '@/components/transactions/reported-status';
import { SupportButton } from '@/components/transactions/support-button';
import { Amount } from '@/components/ui/amount';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusBadge } from '@/components/ui/status-badge';
import { describeOrderForSupportAction } from '@/lib/ops/actions';
import type { LoadedOrder } from '@/lib/ops/loaders';
import { isOpen } from '@/lib/transactions/status';
import { AutoRefresh } from './auto-refresh';
import { CallTable } from './call-table';
import { DeliveryTable } from './delivery-table';
import { OrderId } from './dense-table';
import { Fact, FactList } from './fact-list';
import { CheckNowButton, SettleButton } from './operator-buttons';
import { CustomerLink } from './order-table';
import { UpcomingWork } from './upcoming-work';

/** Everything about one order: what is known, what will be asked next, and all that happened. */
export function OrderDetail({ order }: { order: LoadedOrder }) {
  const { transaction, events, deliveries, calls } = order;
  return (
    <>
      <PageHeader
        title={describeTransaction(transaction).title}
        description={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <StatusBadge status={transaction.status} />
            <ReportedStatus transaction={transaction} />
            <AutoRefresh />
          </span>
        }
        actions={
          <>
            <CheckNowButton transactionId={transaction.id} />
            <SupportButton
              transactionId={transaction.id}
              describe={describeOrderForSupportAction}
            />
          </>
        }
        className="mb-5"
      />
      {order.contradictedBy !== undefined && (
        <Notice tone="negative" title="Proof contradicts this order" className="mb-5">
          <p>
            The timeline says how. The order keeps its status. Compare it with Proof's support, then
            take it off the list of what needs attention.
          </p>
          <p className="mt-3 flex flex-row-reverse items-center justify-end gap-3">
            <SettleButton transactionId={transaction.id} sequence={order.contradictedBy} />
          </p>
        </Notice>
      )}
      <div className="grid gap-5 xl:grid-cols-2">
        <Facts order={order} />
        <UpcomingWork order={order} />
      </div>
      <Section title="Timeline" count={events.length}>
        <Card className="py-2">
          <EventLog events={events} isNewest={order.eventsAreNewest} />
        </Card>
      </Section>
      <Section title="Webhook deliveries" count={deliveries.length}>
        {deliveries.length > 0 ? (
          <DeliveryTable deliveries={deliveries} />
        ) : (
          <p className="text-muted text-sm">No webhook about this order is stored.</p>
        )}
      </Section>
      <Section title="Calls to Proof" count={calls.length}>
        {calls.length > 0 ? (
          <CallTable calls={calls} />
        ) : (
          <p className="text-muted text-sm">No call about this order is stored.</p>
        )}
      </Section>
    </>
  );
}

type SectionProps = { title: string; count: number; children: ReactNode };

function Section({ title, count, children }: SectionProps) {
  return (
    <section className="mt-8" data-hold-refresh>
      <h2 className="mb-3 font-medium">
        {title} <span className="font-normal text-muted tabular-nums">{count}</span>
      </h2>
      {children}
    </section>
  );
}

function Facts({ order }: { order: LoadedOrder }) {
  const { transaction, customer, depositAddress, nextId } = order;
  const { id, merchantTransactionId, previousId } = transaction;
  return (
    <Card>
      <h2 className="mb-3 font-medium">Order</h2>
      <FactList>
        <Fact name="Customer">
          <CustomerLink {...customer} />
        </Fact>
        <Fact name="User ID">
          <CopyButton value={customer.id} label="Copy the user ID" className="-ml-1" />
        </Fact>
        <Fact name="Our ID">
          <CopyButton value={id} label="Copy our ID" className="-ml-1" />
        </Fact>
        <Fact name="Proof ID">
          <CopyButton value={merchantTransactionId} label="Copy the Proof ID" className="-ml-1" />
        </Fact>
        <Fact name="Requested">
          <Amount amount={transaction.requestedAmount} unit={transaction.currency} />
        </Fact>
        <Fact name="Final amount">
          <Amount amount={transaction.cryptoAmount} unit={transaction.currency} />
        </Fact>
        <Fact name="Fiat amount">
          <Amount amount={transaction.fiatAmount} unit={transaction.fiatCurrency} />
        </Fact>
        <Fact name={methodLabels[transaction.type]}>
          {describeMethod(transaction) ??
            (isOpen(transaction.status) ? 'not known yet' : 'not known')}
        </Fact>
        {depositAddress && (
          <Fact name="Deposit address">
            <CopyButton value={depositAddress} label="Copy the address" className="-ml-1" />
          </Fact>
        )}
        <Fact name="Placed">
          <RelativeTime iso={transaction.createdAt} />
        </Fact>
        {previousId && (
          <Fact name="Starts again">
            <OrderId id={previousId} />
          </Fact>
        )}
        {nextId && (
          <Fact name="Started again as">
            <OrderId id={nextId} />
          </Fact>
        )}
      </FactList>
    </Card>
  );
}
