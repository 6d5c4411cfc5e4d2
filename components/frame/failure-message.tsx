import { useBrand } from '@/components/ui/brand-context';
import { Button, buttonStyle } from '@/components/ui/button';
import { FullPageMessage } from './full-page-message';

/**
 * Shown when a page fails to render. It reveals nothing of the error itself. Each page loads it
 * twice, for the app and for the layout, so it needs little code.
 */
export function FailureMessage({ error, retry }: { error: unknown; retry: () => void }) {
  const brand = useBrand();
  const reference = digestOf(error);
  return (
    <FullPageMessage
      title="We couldn't load this page"
      actions={
        <>
          <Button onClick={() => retry()}>Try again</Button>
          {/* A full page load, because the current page may be what fails. */}
          <a href="/" className={buttonStyle({ variant: 'secondary' })}>
            Go to the home page
          </a>
        </>
      }
    >
      <p>Something went wrong on our side. Your transactions aren't affected.</p>
      {reference && (
        <p className="text-sm">
          If this keeps happening, {brand ? `email ${brand.supportEmail}` : 'contact support'} and
          quote <code className="select-all">{reference}</code>.
        </p>
      )}
    </FullPageMessage>
  );
}

/** Next.js logs the error on the server under this digest. */
function digestOf(error: unknown): string | null {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined;
  return typeof digest === 'string' ? digest : null;
}
