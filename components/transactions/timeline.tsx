import { Ban, Check, type LucideIcon, X } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import { LocalTime } from '@/components/ui/local-time';
import type { TimelineEntry } from './timeline-entries';

const looks: Record<TimelineEntry['state'], { icon?: LucideIcon; dot: string }> = {
  done: { icon: Check, dot: 'border-accent-edge text-accent-ink' },
  failed: { icon: X, dot: 'border-negative text-negative' },
  cancelled: { icon: Ban, dot: 'border-control text-muted' },
  upcoming: { dot: 'border-border border-dashed' },
};

/** Newest first. Each entry has room for three lines of notes, so that filling it moves nothing. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol aria-label="Timeline">
      {entries.map((entry) => (
        <Entry key={entry.place} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry: { title, state, time, notes } }: { entry: TimelineEntry }) {
  const { icon: Icon, dot } = looks[state];
  return (
    <li className="relative min-h-22 pb-4 pl-10 not-last:before:absolute not-last:before:top-7 not-last:before:bottom-0 not-last:before:left-3 not-last:before:border-border not-last:before:border-l last:min-h-0 last:pb-0">
      <span
        className={cn(
          'absolute top-0 left-0 grid size-6 place-items-center rounded-full border bg-surface [&_svg]:size-3.5',
          dot,
        )}
      >
        {Icon && <Icon aria-hidden />}
      </span>
      <p className="flex flex-wrap justify-between gap-x-3 text-sm leading-6">
        <span className={state === 'upcoming' ? 'text-muted' : 'font-medium'}>{title}</span>
        {time && <LocalTime iso={time} className="text-muted tabular-nums" />}
      </p>
      {notes.map((note) => (
        <p key={note} className="text-pretty text-muted text-xs">
          {note}
        </p>
      ))}
    </li>
  );
}
