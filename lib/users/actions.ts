'use server';
import { redirect } from 'next/navigation';
import { AuthError } from 'next-auth';
import { z } from 'zod';
import { signIn, signOut } from './sign-in';

const AFTER_SIGN_IN = '/';

const signInSchema = z.discriminatedUnion('method', [
  z.object({ method: z.literal('demo'), user: z.string() }),
  z.object({ method: z.literal('nodemailer'), email: z.email() }),
  z.object({ method: z.enum(['github', 'google']) }),
]);

/** Doesn't use defineAction, because nobody is signed in yet. */
export async function signInAction(form: FormData): Promise<void> {
  const parsed = signInSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) redirect('/sign-in?error=input');
  const { method, ...options } = parsed.data;
  try {
    await signIn(method, { ...options, redirectTo: AFTER_SIGN_IN });
  } catch (error) {
    if (error instanceof AuthError) redirect(`/sign-in?error=${error.type}`);
    throw error;
  }
}

export async function signOutAction(): Promise<void> {
  await signOut({ redirectTo: '/sign-in' });
}
