import { redirect } from 'next/navigation';
import { SignInMethods } from '@/components/auth/sign-in-methods';
import { SignInNotice } from '@/components/auth/sign-in-notice';
import { BrandMark } from '@/components/frame/brand-mark';
import { getCurrentUser, signInMethods } from '@/lib/auth';
import { brand } from '@/lib/brand';
import { personas } from '@/lib/personas';
import { signInAction } from '@/lib/users/actions';

export const metadata = { title: 'Sign in' };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  if (await getCurrentUser()) redirect('/');
  const { sent, error } = await searchParams;
  const problem = Array.isArray(error) ? error[0] : error;
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-8 px-4 py-12"
    >
      <header>
        <BrandMark />
        <h1 className="mt-8 text-lg font-semibold text-balance">Sign in</h1>
        <p className="mt-1 text-muted">{brand.tagline}.</p>
      </header>
      <SignInNotice sent={sent !== undefined} error={problem} />
      <SignInMethods
        methods={signInMethods()}
        personas={personas}
        emailError={
          problem === 'input' ? 'Enter a whole e-mail address, as in name@example.com.' : undefined
        }
        signIn={signInAction}
      />
    </main>
  );
}
