import 'server-only';
import { PrismaAdapter } from '@auth/prisma-adapter';
import { redirect } from 'next/navigation';
import NextAuth, { type NextAuthConfig } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import GitHub from 'next-auth/providers/github';
import Google from 'next-auth/providers/google';
import Nodemailer from 'next-auth/providers/nodemailer';
import { cache } from 'react';
import { z } from 'zod';
import { db } from './db';
import { env } from './env';
import type { Role } from './generated/prisma/enums';
import { personas } from './personas';
import { getUser, type SignedInUser } from './users/data';

/** Built on first use: `next build` imports this file on machines without any configuration. */
export const { handlers, auth, signIn, signOut } = NextAuth(() => ({
  adapter: PrismaAdapter(db()),
  // Sign-in by credentials has no database session in next-auth, so all kinds share signed cookies.
  session: { strategy: 'jwt' },
  secret: env().AUTH_SECRET,
  // AUTH_URL decides our address; the Host header of a request never does.
  trustHost: true,
  pages: { signIn: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in?sent=1' },
  providers: configuredProviders(),
  callbacks: {
    session: ({ session, token }) => ({
      ...session,
      user: { ...session.user, id: token.sub ?? '' },
    }),
  },
}));

/** The ways to sign in that the environment configures, for the sign-in page. */
export function signInMethods() {
  return {
    personas: env().DEMO_MODE,
    email: env().AUTH_EMAIL_SERVER !== undefined,
    github: env().AUTH_GITHUB_ID !== undefined,
    google: env().AUTH_GOOGLE_ID !== undefined,
  };
}

function configuredProviders(): NextAuthConfig['providers'] {
  const methods = signInMethods();
  const { AUTH_EMAIL_SERVER: server, AUTH_EMAIL_FROM: from } = env();
  return [
    ...(methods.personas ? [personaProvider()] : []),
    ...(methods.email ? [Nodemailer({ server, from })] : []),
    ...(methods.github ? [GitHub] : []),
    ...(methods.google ? [Google] : []),
  ];
}

function personaProvider() {
  const credentialsSchema = z.object({ persona: z.string() });
  return Credentials({
    id: 'persona',
    credentials: { persona: {} },
    authorize: (input) => {
      const { persona } = credentialsSchema.parse(input);
      return personas.find(({ key }) => key === persona) ?? null;
    },
  });
}

/**
 * The one function by which every server entry asks who is there. Answers once per request; null
 * when nobody is signed in.
 */
export const getCurrentUser = cache(async (): Promise<SignedInUser | null> => {
  const session = await auth();
  return session?.user?.id ? getUser(session.user.id) : null;
});

/** For pages: the signed-in user, or on to the sign-in page. A wrong role sees the home page. */
export async function requireUser(role?: Role): Promise<SignedInUser> {
  const user = await getCurrentUser();
  if (!user) redirect('/sign-in');
  if (role && user.role !== role) redirect('/');
  return user;
}
