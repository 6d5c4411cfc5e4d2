import { Suspense } from 'react';
import { IdentityLine } from '@/components/trade/identity-line';
import { IdentityStep } from '@/components/trade/steps';
import { Skeleton } from '@/components/ui/skeleton';
import { loadIdentityStatus } from '@/lib/users/loaders';

/** Streamed after the page, because it waits for Proof. */
export function IdentityStatus() {
  return (
    <Suspense fallback={<IdentityPlaceholder />}>
      <LoadedIdentityStatus />
    </Suspense>
  );
}

async function LoadedIdentityStatus() {
  return <IdentityLine status={await loadIdentityStatus()} />;
}

function IdentityPlaceholder() {
  return (
    <div className="flex min-h-15 items-center gap-3 sm:min-h-10">
      <Skeleton className="size-5 rounded-full" />
      <Skeleton className="h-4 w-2/3 rounded-sm" />
    </div>
  );
}

/** The same in the list of what happens next. */
export function IdentityStepStatus() {
  return (
    <Suspense fallback={<IdentityStep status={null} />}>
      <LoadedIdentityStep />
    </Suspense>
  );
}

async function LoadedIdentityStep() {
  return <IdentityStep status={await loadIdentityStatus()} />;
}
