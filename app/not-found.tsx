import Link from 'next/link';
import { FullPageMessage } from '@/components/frame/full-page-message';
import { buttonStyle } from '@/components/ui/button';

export const metadata = { title: 'Not found' };

export default function NotFoundPage() {
  return (
    <FullPageMessage
      title="We couldn't find that page"
      actions={
        <>
          <Link href="/transactions" className={buttonStyle()}>
            View your transactions
          </Link>
          <Link href="/" className={buttonStyle({ variant: 'secondary' })}>
            Go to the home page
          </Link>
        </>
      }
    >
      <p>
        The link may be wrong, or the page may belong to another account. Check which account you're
        signed in with.
      </p>
    </FullPageMessage>
  );
}
