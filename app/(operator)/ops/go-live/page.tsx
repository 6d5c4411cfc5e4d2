import type { Metadata } from 'next';
import { GoLiveList } from '@/components/ops/go-live-list';
import { PrintButton } from '@/components/ops/print-button';
import { RunAgain } from '@/components/ops/run-again';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { loadGoLive, type ProviderKind } from '@/lib/go-live/loaders';

export const metadata: Metadata = { title: 'Go-live checklist' };

const environments: Record<ProviderKind, { title: string; text: string }> = {
  simulator: {
    title: 'The simulator',
    text: "What is done here was done with the simulator, and shows that the app works. It says nothing about Proof's environments: set PROOF_API_URL to the sandbox and open this page there.",
  },
  sandbox: {
    title: "Proof's sandbox",
    text: 'Complete the list here before you go to production, which has its own URL, token and registered addresses.',
  },
  production: {
    title: 'Production',
    text: 'Orders are real here. A base URL that names no sandbox or test counts as production.',
  },
};

export default async function GoLivePage() {
  const { environment, host, checkedAt, items } = await loadGoLive();
  const { title, text } = environments[environment];
  const count = (state: string) => items.filter((item) => item.state === state).length;
  return (
    <>
      <PageHeader
        title="Go-live checklist"
        description={`Proof's checklist, judged by this app's data and the doctor. ${count('done')} done, ${count('missing')} missing, ${count('unknown')} to judge yourself. ${checkedAt.slice(0, 16).replace('T', ' ')} UTC.`}
        actions={
          <div className="flex gap-2 print:hidden">
            <PrintButton />
            <RunAgain />
          </div>
        }
        className="mb-5 max-w-4xl"
      />
      <Notice title={`${title}: ${host}`} className="mb-5 max-w-4xl">
        {text}
      </Notice>
      <GoLiveList items={items} />
    </>
  );
}
