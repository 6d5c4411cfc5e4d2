import { redirect } from 'next/navigation';
import { AccountSignIn, NoSignInMethod, SignInNotice } from '@/components/auth/account-sign-in';
import { DemoUserList } from '@/components/auth/demo-user-list';
import { SignInFrame } from '@/components/auth/sign-in-frame';
import { getCurrentUser } from '@/lib/auth';
import { loadBrand } from '@/lib/current-brand';
import { demoUsers } from '@/lib/demo-users';
import { signInAction } from '@/lib/users/actions';
import { signInMethods } from '@/lib/users/sign-in';
import { returnPath } from '@/lib/users/sign-in-url';

export const metadata = { title: 'Sign in' };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  if (await getCurrentUser()) redirect(await returnPath());
  const query = await searchParams;
  const error = Array.isArray(query.error) ? query.error[0] : query.error;
  const methods = signInMethods();
  return (
    <SignInFrame tagline={(await loadBrand()).tagline}>
      <SignInNotice sent={query.sent !== undefined} error={error} />
      {methods.demo && <DemoUserList users={demoUsers} signIn={signInAction} />}
      <AccountSignIn methods={methods} error={error} signIn={signInAction} />
      {!Object.values(methods).includes(true) && <NoSignInMethod />}
    </SignInFrame>
  );
}
