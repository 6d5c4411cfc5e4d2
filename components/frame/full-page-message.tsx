import type { ReactNode } from 'react';
import { BrandMark } from './brand-mark';

type FullPageMessageProps = { title: string; children: ReactNode; actions: ReactNode };

export function FullPageMessage({ title, children, actions }: FullPageMessageProps) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto flex min-h-[80dvh] max-w-md flex-col justify-center px-4 py-16"
    >
      <BrandMark />
      <h1 className="mt-10 text-lg font-semibold text-balance">{title}</h1>
      <div className="mt-2 space-y-3 text-pretty text-muted">{children}</div>
      <div className="mt-8 flex flex-wrap gap-3">{actions}</div>
    </main>
  );
}
