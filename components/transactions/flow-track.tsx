import { Ban, Check, Circle, type LucideIcon, X } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import type { Step, StepState } from './flow';

type Look = {
  icon?: LucideIcon;
  iconStyle?: string;
  dot: string;
  note?: string;
  noteTone?: string;
};

const looks: Record<StepState, Look> = {
  done: { icon: Check, dot: 'border-accent-edge bg-accent text-on-accent' },
  current: {
    icon: Circle,
    iconStyle: 'size-2.5 fill-current',
    dot: 'border-accent-edge text-accent-ink',
    note: 'Now',
    noteTone: 'text-accent-ink',
  },
  upcoming: { dot: 'border-border' },
  failed: {
    icon: X,
    dot: 'border-negative text-negative',
    note: 'Failed',
    noteTone: 'text-negative',
  },
  cancelled: { icon: Ban, dot: 'border-control text-muted', note: 'Cancelled' },
};

const stateWords: Record<StepState, string> = {
  done: 'done',
  current: 'in progress',
  upcoming: 'upcoming',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** The progress of a transaction as a line that fills. */
export function FlowTrack({ steps }: { steps: readonly Step[] }) {
  return (
    <ol aria-label="Progress" className="grid grid-cols-[repeat(3,minmax(0,1fr))_auto]">
      {steps.map((step, index) => (
        <TrackStep key={step.name} step={step} last={index === steps.length - 1} />
      ))}
    </ol>
  );
}

function TrackStep({ step: { name, state }, last }: { step: Step; last: boolean }) {
  const { icon: Icon, iconStyle = 'size-4', dot, note, noteTone = 'text-muted' } = looks[state];
  return (
    <li aria-current={state === 'current' ? 'step' : undefined} className="min-w-0">
      <span className="flex items-center">
        <span
          className={cn(
            'grid size-7 shrink-0 place-items-center rounded-full border-2 transition-colors',
            dot,
          )}
        >
          {Icon && <Icon aria-hidden className={iconStyle} />}
        </span>
        {!last && <Line filled={state === 'done'} />}
      </span>
      <span
        className={cn(
          'mt-2 block text-xs sm:text-sm',
          state === 'upcoming' ? 'text-muted' : 'font-medium',
        )}
      >
        {name}
        <span className="sr-only">, {stateWords[state]}</span>
      </span>
      {/* Rendered without a note too, so that nothing moves when one appears. */}
      <span aria-hidden className={cn('block h-4 text-xs', noteTone)}>
        {note}
      </span>
    </li>
  );
}

/** Drawn as borders, which forced colours keep; there the unfilled part is dotted. */
function Line({ filled }: { filled: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        'h-0 flex-1 border-border border-t-2',
        !filled && 'forced-colors:border-dotted',
      )}
    >
      <span
        className={cn(
          '-mt-0.5 block w-full origin-left border-accent-edge border-t-2 transition-transform duration-180',
          filled ? 'scale-x-100' : 'scale-x-0',
        )}
      />
    </span>
  );
}
