'use client';
import { CirclePause, CloudOff, type LucideIcon, Radio } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { refreshIfServing } from '@/components/live/refresh-if-serving';
import { cn } from '@/components/ui/class-names';

type Phase = 'live' | 'held' | 'failing';

const looks: Record<Phase, { icon: LucideIcon; text: string; tone: string }> = {
  live: { icon: Radio, text: 'Live', tone: 'text-positive' },
  held: { icon: CirclePause, text: 'Paused while in use', tone: 'text-muted' },
  failing: { icon: CloudOff, text: 'No response', tone: 'text-warning' },
};

const EVERY_MS = 5_000;

/**
 * Loads the page's data again every few seconds, while the tab is visible, and says so. Rows that
 * could move under the pointer go into an element with `data-hold-refresh`: while it is pointed at,
 * or has the keyboard's focus, nothing is loaded.
 */
export function AutoRefresh({ className }: { className?: string }) {
  const router = useRouter();
  const [phase, setPhase] = useState<Phase>('live');
  useEffect(() => {
    let busy = false;
    async function refresh() {
      if (busy || document.visibilityState === 'hidden') return;
      if (isInUse()) return setPhase('held');
      busy = true;
      setPhase((await refreshIfServing(router.refresh)) ? 'live' : 'failing');
      busy = false;
    }
    const unmounting = new AbortController();
    const timer = setInterval(refresh, EVERY_MS);
    document.addEventListener('visibilitychange', refresh, { signal: unmounting.signal });
    return () => {
      clearInterval(timer);
      unmounting.abort();
    };
  }, [router]);
  const { icon: Icon, text, tone } = looks[phase];
  return (
    // As wide as its longest text, so that nothing beside it moves.
    <span className={cn('inline-flex min-w-44 items-center gap-1.5 text-muted text-sm', className)}>
      <Icon aria-hidden className={`size-4 ${tone}`} />
      {text}
    </span>
  );
}

/** A touch leaves `:hover` behind, so it counts for a mouse only. */
function isInUse(): boolean {
  const hovers = window.matchMedia('(hover: hover)').matches;
  const inUse = hovers ? ':is(:hover, :has(:focus-visible))' : ':has(:focus-visible)';
  return document.querySelector(`[data-hold-refresh]${inUse}`) !== null;
}
