import type { ReactNode } from 'react';
import { TopBar } from '@/components/frame/top-bar';
import { loadFrame } from '@/lib/users/loaders';

export default async function CustomerLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar frame={await loadFrame()} />
      <main id="main" tabIndex={-1} className="mx-auto max-w-page px-4 py-6 sm:px-6 sm:py-10">
        {children}
      </main>
    </>
  );
}
