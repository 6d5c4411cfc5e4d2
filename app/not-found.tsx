import Link from 'next/link';
import { FullPageMessage } from '@/components/frame/full-page-message';
import { Button } from '@/components/ui/button';

export const metadata = { title: 'Not found' };

export default function NotFoundPage() {
  return (
    <FullPageMessage
      title="There is nothing at this address"
      actions={
        <>
          <Button asChild>
            <Link href="/transactions">Your transactions</Link>
          </Button>
          <Button variant="secondary" asChild>
            <Link href="/">Go to the start page</Link>
          </Button>
        </>
      }
    >
      <p>
        The link may be mistyped, or it leads to something that belongs to another account. Check
        that you are signed in as the right person.
      </p>
    </FullPageMessage>
  );
}
