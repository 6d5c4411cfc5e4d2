'use client';
import { RefreshCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';

/** Loads the page again, which runs the checks. The old report stays until the new one is there. */
export function RunAgain() {
  const { refresh } = useRouter();
  const [running, startTransition] = useTransition();
  return (
    <>
      <Button variant="secondary" pending={running} onClick={() => startTransition(refresh)}>
        {!running && <RefreshCw aria-hidden />}
        {running ? 'Running…' : 'Run again'}
      </Button>
      <span role="status" className="sr-only">
        {running && 'The checks are running.'}
      </span>
    </>
  );
}
