import { cookies } from 'next/headers';
import { OtherBrowserNotice } from '@/components/auth/account-sign-in';
import { SignInFrame } from '@/components/auth/sign-in-frame';
import { Button } from '@/components/ui/button';
import type { SearchParams } from '@/lib/search-params';
import { isOwnLink } from '@/lib/users/sign-in-link';

export const metadata = { title: 'Sign in' };

/** Where the link of an email leads. The form signs in. */
export default async function ConfirmPage(props: { searchParams: Promise<SearchParams> }) {
  const link = new URLSearchParams(
    Object.entries(await props.searchParams).map(([name, value]) => [name, String(value)]),
  );
  return (
    <SignInFrame>
      {isOwnLink(link, await cookies()) ? (
        <form method="post" action={`/api/auth/callback/nodemailer?${link}`}>
          <p className="text-muted">
            You are about to sign in as <strong className="text-ink">{link.get('email')}</strong>.
          </p>
          <Button type="submit" className="mt-4 w-full">
            Sign in
          </Button>
        </form>
      ) : (
        <OtherBrowserNotice />
      )}
    </SignInFrame>
  );
}
