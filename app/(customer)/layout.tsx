import type { ReactNode } from 'react';
import { TopBar } from '@/components/frame/top-bar';
import { requireUser } from '@/lib/auth';
import { env, usesSimulator } from '@/lib/env';

export default async function CustomerLayout({ children }: { children: ReactNode }) {
  const user = await requireUser();
  return (
    <>
      <TopBar user={user} simulated={usesSimulator(env())} />
      <main id="main" tabIndex={-1} className="mx-auto max-w-page px-4 py-6 sm:px-6 sm:py-10">
        {children}
      </main>
    </>
  );
}
