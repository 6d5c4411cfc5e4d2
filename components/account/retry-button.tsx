'use client';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';

/** Renders the page again on the server. */
export function RetryButton() {
  const { refresh } = useRouter();
  const [refreshing, startRefreshing] = useTransition();
  return (
    <Button
      variant="secondary"
      size="sm"
      pending={refreshing}
      onClick={() => startRefreshing(refresh)}
    >
      Try again
    </Button>
  );
}
