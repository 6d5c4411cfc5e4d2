import type { Metadata } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { AttentionTable } from '@/components/ops/attention-table';
import { DeliveryTable } from '@/components/ops/delivery-table';
import { OpenProblems } from '@/components/ops/open-problems';
import { PageHeader } from '@/components/ui/page-header';
import { loadDeliveries, loadOpenProblems, loadOrdersNeedingAttention } from '@/lib/ops/loaders';

export const metadata: Metadata = { title: 'Operations' };

const PREVIEW_ROWS = 5;

export default async function OpsPage() {
  const [orders, deliveries, problems] = await Promise.all([
    loadOrdersNeedingAttention(),
    loadDeliveries({}),
    loadOpenProblems(),
  ]);
  return (
    <>
      <PageHeader title="Operations" className="mb-5" />
      <OpenProblems problems={problems} />
      <Section title="Orders that need attention" href="/ops/attention">
        <AttentionTable orders={orders.slice(0, PREVIEW_ROWS)} />
      </Section>
      <Section title="Latest webhook deliveries" href="/ops/deliveries">
        <DeliveryTable deliveries={deliveries.page.rows.slice(0, PREVIEW_ROWS)} />
      </Section>
    </>
  );
}

type SectionProps = { title: string; href: string; children: ReactNode };

function Section({ title, href, children }: SectionProps) {
  return (
    <section className="mt-8">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 className="font-medium">{title}</h2>
        <Link href={href} className="rounded-sm text-accent-ink text-sm hover:underline">
          View all<span className="sr-only">: {title}</span>
        </Link>
      </div>
      {children}
    </section>
  );
}
