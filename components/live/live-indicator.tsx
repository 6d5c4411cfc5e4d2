'use client';
import { CloudOff, Radio, RefreshCw, Timer } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import { useFeedPhase } from './live-transactions';
import { type FeedPhase, feedTiming } from './use-feed';

const looks: Record<FeedPhase, { icon: typeof Radio; text: string; tone: string }> = {
  connecting: { icon: Radio, text: 'Connecting…', tone: 'text-muted' },
  live: { icon: Radio, text: 'Live', tone: 'text-positive' },
  reconnecting: { icon: RefreshCw, text: 'Reconnecting…', tone: 'text-muted' },
  polling: {
    icon: Timer,
    text: `Updating every ${feedTiming.pollMs / 1000} s`,
    tone: 'text-muted',
  },
  offline: { icon: CloudOff, text: "You're offline", tone: 'text-warning' },
};

export function LiveIndicator({ className }: { className?: string }) {
  const { icon: Icon, text, tone } = looks[useFeedPhase()];
  return (
    <span
      // As wide as its longest text, so that the header never wraps anew.
      className={cn(
        'inline-flex min-w-38 items-center gap-1.5 text-muted text-sm sm:justify-end',
        className,
      )}
      data-testid="live-indicator"
    >
      <Icon aria-hidden="true" className={`size-4 ${tone}`} />
      {text}
    </span>
  );
}
