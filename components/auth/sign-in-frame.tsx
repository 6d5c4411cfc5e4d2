import type { ReactNode } from 'react';
import { BrandLink } from '@/components/frame/brand-link';

/** What the pages of the sign-in have in common. */
export function SignInFrame({ tagline, children }: { tagline?: string; children: ReactNode }) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-8 px-4 py-12"
    >
      <header>
        <BrandLink />
        <h1 className="mt-8 text-lg font-semibold text-balance">Sign in</h1>
        {tagline && <p className="mt-1 text-muted">{tagline}.</p>}
      </header>
      {children}
    </main>
  );
}
