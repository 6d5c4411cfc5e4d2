import 'server-only';
import { PrismaAdapter } from '@auth/prisma-adapter';
import NextAuth, { AuthError, type NextAuthConfig } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import GitHub from 'next-auth/providers/github';
import Google from 'next-auth/providers/google';
import Nodemailer from 'next-auth/providers/nodemailer';
import { z } from 'zod';
import { db } from '../db';
import { demoUsers } from '../demo-users';
import { env } from '../env';
import { log } from '../log';
import { getSignInVersion, type SignInClaims } from './data';
import { endSignIn, saveUser } from './mutations';
import { sendSignInEmail } from './sign-in-email';
import { confirmationUrl, SIGN_IN_LINK_MAX_AGE_S } from './sign-in-link';

/** Built on first use, because `next build` imports this file without configuration. */
const nextAuth = NextAuth(() => ({
  adapter: PrismaAdapter(db()),
  // next-auth does not support database sessions with credentials.
  session: { strategy: 'jwt' },
  secret: env().AUTH_SECRET,
  // Safe, because AUTH_URL is required and takes precedence over the Host header.
  trustHost: true,
  // Its own logger writes text, into which a cookie can put lines.
  logger: {
    error: logSignInError,
    warn: (code) => log().warn({ code }, 'next-auth warns'),
    debug: () => {},
  },
  pages: { signIn: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in?sent=1' },
  providers: configuredProviders(),
  callbacks: {
    // `user` is only given at sign-in. An id of its own, because `jti` changes with each renewal.
    jwt: async ({ token, user }) =>
      user?.id
        ? {
            ...token,
            signInId: crypto.randomUUID(),
            signInVersion: await getSignInVersion(user.id),
          }
        : token,
    session: ({ session, token }) => ({ ...session, claims: token }),
  },
  events: {
    signOut: async (ended) => {
      const claims = 'token' in ended && claimsSchema.safeParse(ended.token).data;
      if (claims) await endSignIn(claims);
    },
  },
}));

export const { handlers, signIn, signOut } = nextAuth;

/** Attempts to sign in. Only an address is known of who makes them. */
export const signInLimit = { times: 6, perSeconds: 600 };

/** Errors of next-auth contain what caused them as `cause.err`. */
function logSignInError(error: Error): void {
  const { name, cause } = error;
  const inner = typeof cause === 'object' && cause && 'err' in cause ? cause.err : error;
  const ours = name === 'AdapterError' || name === 'CallbackRouteError';
  const level = ours ? 'error' : 'warn';
  log()[level]({ type: name, cause: inner }, 'a sign-in or a session was refused');
}

const claimsSchema = z
  .object({ sub: z.string(), signInId: z.uuid(), signInVersion: z.int() })
  .transform(({ sub, ...claims }) => ({ userId: sub, ...claims }));

const sessionSchema = z.object({ claims: claimsSchema });

/** Reads the request's cookie. The sign-in may have ended since it was issued. */
export async function readSignInClaims(): Promise<SignInClaims | null> {
  return sessionSchema.safeParse(await nextAuth.auth()).data?.claims ?? null;
}

export function signInMethods() {
  return {
    demo: env().DEMO_MODE,
    email: env().AUTH_EMAIL_SERVER !== undefined,
    github: env().AUTH_GITHUB_ID !== undefined,
    google: env().AUTH_GOOGLE_ID !== undefined,
  };
}

/** Pass every setting explicitly: providers read missing ones from the environment, unchecked. */
function configuredProviders(): NextAuthConfig['providers'] {
  const methods = signInMethods();
  const config = env();
  return [
    ...(methods.demo ? [demoProvider()] : []),
    ...(methods.email
      ? [
          Nodemailer({
            server: config.AUTH_EMAIL_SERVER,
            from: config.AUTH_EMAIL_FROM,
            maxAge: SIGN_IN_LINK_MAX_AGE_S,
            sendVerificationRequest: ({ identifier, url, request }) => {
              // From the action. Without it, no browser could open the link.
              const browser = new URL(request.url).searchParams.get('browser');
              if (!browser) throw new AuthError('The request names no browser.');
              return sendSignInEmail(identifier, confirmationUrl(url, browser));
            },
          }),
        ]
      : []),
    ...(methods.github
      ? [GitHub({ clientId: config.AUTH_GITHUB_ID, clientSecret: config.AUTH_GITHUB_SECRET })]
      : []),
    ...(methods.google
      ? [Google({ clientId: config.AUTH_GOOGLE_ID, clientSecret: config.AUTH_GOOGLE_SECRET })]
      : []),
  ];
}

function demoProvider() {
  return Credentials({
    id: 'demo',
    credentials: { user: {} },
    authorize: (input) => {
      const user = demoUsers.find(({ key }) => key === input.user);
      return user ? saveUser(user) : null;
    },
  });
}
