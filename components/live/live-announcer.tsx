'use client';
import { useState } from 'react';
import type { FeedDelta } from '@/lib/transactions/schema';
import { announce } from './announcement';

/** Tells screen readers of changes. It is there from the start: a region added later stays silent. */
export function LiveAnnouncer({ latest }: { latest: FeedDelta | null }) {
  const [said, setSaid] = useState('');
  const news = latest && announce(latest);
  // A delta without news leaves the last sentence in place, so that it is not cut short.
  if (news && news !== said) setSaid(news);
  return (
    <div aria-live="polite" aria-atomic="true" className="sr-only">
      {said}
    </div>
  );
}
