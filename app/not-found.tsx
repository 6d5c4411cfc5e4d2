import Link from 'next/link';
import { FullPageMessage } from '@/components/frame/full-page-message';
import { Button } from '@/components/ui/button';

export const metadata = { title: 'Not found' };

export default function NotFoundPage() {
  return (
    <FullPageMessage
      title="We couldn't find that page"
      actions={
        <>
          <Button asChild>
            <Link href="/transactions">View your transactions</Link>
          </Button>
          <Button variant="secondary" asChild>
            <Link href="/">Go to the home page</Link>
          </Button>
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
