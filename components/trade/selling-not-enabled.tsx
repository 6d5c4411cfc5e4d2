import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';

/** Off-ramp is disabled by default, and only Proof can enable it for a partner. */
export function SellingNotEnabled() {
  return (
    <div className="grid max-w-xl gap-8">
      <PageHeader title="Sell crypto" />
      <Notice title="Selling isn't available yet">
        <p>
          You'll be able to sell here once our payment provider enables it. Buying is not affected.
        </p>
        <h2 className="mt-4 font-medium text-ink">If you operate this app</h2>
        <ol className="mt-1 list-decimal space-y-1 pl-5">
          <li>
            Ask Proof to enable off-ramp for your partner account, and quote your{' '}
            <Code>partner_id</Code>. It is disabled by default, and you cannot enable it yourself.
          </li>
          <li>
            Once Proof confirms, set <Code>PROOF_OFFRAMP_ENABLED=true</Code> and restart the app.
          </li>
        </ol>
      </Notice>
    </div>
  );
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-xs text-ink">{children}</code>;
}
