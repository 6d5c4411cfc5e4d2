import type { Metadata } from 'next';
import { CallTable } from '@/components/ops/call-table';
import { DeliveryTable } from '@/components/ops/delivery-table';
import { FigureCards } from '@/components/ops/figure-cards';
import { overviewFigures } from '@/components/ops/figures';
import { OpsSection } from '@/components/ops/ops-section';
import { TroubledTable } from '@/components/ops/troubled-table';
import { PageHeader } from '@/components/ui/page-header';
import {
  loadDeliveries,
  loadProviderCalls,
  loadTransactionsNeedingAttention,
} from '@/lib/ops/loaders';

export const metadata: Metadata = { title: 'Operations' };

const SHOWN = 5;

export default async function OpsPage() {
  const [deliveries, calls, failedCalls, troubled] = await Promise.all([
    loadDeliveries(),
    loadProviderCalls({ failedOnly: false }),
    loadProviderCalls({ failedOnly: true }),
    loadTransactionsNeedingAttention(),
  ]);
  return (
    <>
      <PageHeader title="Operations" className="mb-5" />
      <FigureCards figures={overviewFigures({ deliveries, calls, troubled })} />
      <OpsSection title="Troubled transactions" href="/ops/troubled">
        <TroubledTable transactions={troubled.slice(0, SHOWN)} />
      </OpsSection>
      <OpsSection title="Latest failed calls to Proof" href="/ops/calls?show=failed">
        <CallTable calls={failedCalls.slice(0, SHOWN)} empty="No call to Proof has failed" />
      </OpsSection>
      <OpsSection title="Latest webhook deliveries" href="/ops/deliveries">
        <DeliveryTable deliveries={deliveries.slice(0, SHOWN)} />
      </OpsSection>
    </>
  );
}
