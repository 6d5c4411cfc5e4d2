import type { ReactNode } from 'react';
import { TopBar } from '@/components/frame/top-bar';
import { OpsRail } from '@/components/ops/ops-rail';
import { loadFrame } from '@/lib/users/loaders';

export default async function OperatorLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar frame={await loadFrame('operator')} wide />
      <div className="print:block min-[900px]:grid min-[900px]:min-h-[calc(100dvh-57px)] min-[900px]:grid-cols-[13rem_1fr]">
        <OpsRail />
        <main id="main" tabIndex={-1} className="min-w-0 px-4 py-6 sm:px-6 min-[900px]:py-8">
          {children}
        </main>
      </div>
    </>
  );
}
