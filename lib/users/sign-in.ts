import 'server-only';
import { PrismaAdapter } from '@auth/prisma-adapter';
import NextAuth, { type NextAuthConfig } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import GitHub from 'next-auth/providers/github';
import Google from 'next-auth/providers/google';
import Nodemailer from 'next-auth/providers/nodemailer';
import { db } from '../db';
import { demoUsers } from '../demo-users';
import { env } from '../env';
import { saveUser } from './mutations';

/** Built on first use, because `next build` imports this file without configuration. */
export const { handlers, auth, signIn, signOut } = NextAuth(() => ({
  adapter: PrismaAdapter(db()),
  // next-auth does not support database sessions with credentials.
  session: { strategy: 'jwt' },
  secret: env().AUTH_SECRET,
  // Safe, because AUTH_URL is required and takes precedence over the Host header.
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
      ? [Nodemailer({ server: config.AUTH_EMAIL_SERVER, from: config.AUTH_EMAIL_FROM })]
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
