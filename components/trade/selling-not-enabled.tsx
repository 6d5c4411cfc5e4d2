import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { brand } from '@/lib/brand';
import { tradeTexts } from './trade-texts';

/** Selling is off by default at Proof, and only Proof can turn it on for a partner. */
export function SellingNotEnabled() {
  return (
    <div className="grid max-w-xl gap-8">
      <PageHeader title={tradeTexts.sell.title} />
      <Notice title="Selling is not enabled yet" className="p-5">
        <p>
          {brand.name} can sell for you as soon as the payment provider has enabled it. Buying works
          as usual.
        </p>
        <h2 className="mt-4 font-medium text-ink">To enable it, as the operator of this app</h2>
        <ol className="mt-1 list-decimal space-y-1 pl-5">
          <li>
            Ask Proof to enable off-ramp for your partner account, and quote your{' '}
            <Code>partner_id</Code>. It is off by default, and there is no switch of your own for
            it.
          </li>
          <li>
            When Proof has confirmed it, set <Code>PROOF_OFFRAMP_ENABLED=true</Code> and start the
            app again.
          </li>
        </ol>
      </Notice>
    </div>
  );
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-xs text-ink">{children}</code>;
}
