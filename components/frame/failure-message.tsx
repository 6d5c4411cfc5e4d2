import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { brand } from '@/lib/brand';
import { FullPageMessage } from './full-page-message';

/** What a page shows when rendering it failed. Nothing of the error itself is shown. */
export function FailureMessage({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = digestOf(error);
  return (
    <FullPageMessage
      title="This page could not be shown"
      actions={
        <>
          <Button onClick={() => retry()}>Try again</Button>
          <Button variant="secondary" asChild>
            {/* A whole new page, since the one that failed may be the reason. */}
            <a href="/">Go to the start page</a>
          </Button>
        </>
      }
    >
      <p>
        Something went wrong on our side. Your orders are safe: what happens to them does not depend
        on this page.
      </p>
      {reference && (
        <p className="text-sm">
          If it keeps happening, write to {brand.supportEmail} and quote{' '}
          <CopyButton value={reference} label="Copy the reference" />
        </p>
      )}
    </FullPageMessage>
  );
}

/** Next.js logs the error on the server under this number. */
function digestOf(error: unknown): string | null {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined;
  return typeof digest === 'string' ? digest : null;
}
