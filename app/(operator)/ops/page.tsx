import type { Metadata } from 'next';
import { AttentionTable } from '@/components/ops/attention-table';
import { CallTable } from '@/components/ops/call-table';
import { DeliveryTable } from '@/components/ops/delivery-table';
import { Metrics, OverviewSection } from '@/components/ops/overview';
import { PageHeader } from '@/components/ui/page-header';
import {
  loadDeliveries,
  loadProviderCalls,
  loadTransactionsNeedingAttention,
} from '@/lib/ops/loaders';

export const metadata: Metadata = { title: 'Operations' };

const PREVIEW_ROWS = 5;

export default async function OpsPage() {
  const [deliveries, calls, failedCalls, needAttention] = await Promise.all([
    loadDeliveries(),
    loadProviderCalls({ failedOnly: false }),
    loadProviderCalls({ failedOnly: true }),
    loadTransactionsNeedingAttention(),
  ]);
  return (
    <>
      <PageHeader title="Operations" className="mb-5" />
      <Metrics deliveries={deliveries} calls={calls} needAttention={needAttention} />
      <OverviewSection title="Transactions that need attention" href="/ops/troubled">
        <AttentionTable transactions={needAttention.slice(0, PREVIEW_ROWS)} />
      </OverviewSection>
      <OverviewSection title="Latest failed calls to Proof" href="/ops/calls?show=failed">
        <CallTable calls={failedCalls.slice(0, PREVIEW_ROWS)} empty="No failed calls" />
      </OverviewSection>
      <OverviewSection title="Latest webhook deliveries" href="/ops/deliveries">
        <DeliveryTable deliveries={deliveries.slice(0, PREVIEW_ROWS)} />
      </OverviewSection>
    </>
  );
}
