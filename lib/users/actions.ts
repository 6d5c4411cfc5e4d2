'use server';
import { redirect } from 'next/navigation';
import { after } from 'next/server';
import { AuthError } from 'next-auth';
import { z } from 'zod';
import { requireUser } from '../auth';
import { AppError } from '../errors';
import { countUse } from '../limits/mutations';
import { readRequest } from '../request';
import { endAllSignIns, endSignIn } from './mutations';
import { readSignInClaims, signIn, signInLimit, signOut } from './sign-in';
import { rememberBrowser } from './sign-in-link';
import { failedSignInUrl, returnPath } from './sign-in-url';

const AFTER_SIGN_OUT = '/sign-in';

/** Anyone can send anything, not only forms. */
const signInSchema = z
  .instanceof(FormData)
  .transform((form) => Object.fromEntries(form))
  .pipe(
    z.discriminatedUnion('method', [
      z.object({ method: z.literal('demo'), user: z.string() }),
      z.object({ method: z.literal('nodemailer'), email: z.email() }),
      z.object({ method: z.enum(['github', 'google']) }),
    ]),
  );

/** Doesn't use defineAction, because nobody is signed in yet, except to switch the demo user. */
export async function signInAction(form: FormData): Promise<void> {
  const parsed = signInSchema.safeParse(form);
  if (!parsed.success) redirect(await failedSignInUrl('input'));
  const { method, ...options } = parsed.data;
  const { clientIp } = await readRequest();
  try {
    await countUse('sign in', { clientIp }, signInLimit);
    // After the response: otherwise this tab would leave before it has the new cookie.
    const previous = method === 'demo' && (await readSignInClaims());
    if (previous) after(() => endSignIn(previous));
    const query = new URLSearchParams();
    if (method === 'nodemailer') query.set('browser', await rememberBrowser());
    await signIn(method, { ...options, redirectTo: await returnPath() }, query);
  } catch (error) {
    if (error instanceof AuthError) redirect(await failedSignInUrl(error.type));
    if (error instanceof AppError) redirect(await failedSignInUrl(error.code));
    throw error;
  }
}

export async function signOutAction(): Promise<void> {
  // Not left to next-auth, which removes the cookie even if a copy of it could still be used.
  const claims = await readSignInClaims();
  if (claims) await endSignIn(claims);
  await signOut({ redirectTo: AFTER_SIGN_OUT });
}

export async function signOutEverywhereAction(): Promise<void> {
  const user = await requireUser();
  await endAllSignIns(user.id);
  await signOut({ redirectTo: AFTER_SIGN_OUT });
}
