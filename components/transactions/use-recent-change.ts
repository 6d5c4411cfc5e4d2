'use client';
import { useEffect, useState } from 'react';
import { useLatestDelta } from '../live/live-transactions';

const MARKED_MS = 4_000;

/** The id of the transaction that changed a moment ago, and null once it may be calm again. */
export function useRecentChange(): string | null {
  const latest = useLatestDelta();
  const sequence = latest?.event.sequence ?? 0;
  const [calmed, setCalmed] = useState(sequence);
  useEffect(() => {
    const timer = setTimeout(() => setCalmed(sequence), MARKED_MS);
    return () => clearTimeout(timer);
  }, [sequence]);
  return latest && sequence > calmed ? latest.transaction.id : null;
}
