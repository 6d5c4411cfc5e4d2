import { Check } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import type { IdentityStatus } from '@/lib/proof-api/schema';

export type Step = { title: string; text: string };
type StepState = 'done' | 'current' | 'next';
type StepItemProps = { step: Step; number: number; state: StepState };

const markStyles: Record<StepState, string> = {
  done: 'border-positive/25 bg-positive/8 text-positive',
  current: 'border-accent-edge bg-accent text-on-accent',
  next: 'border-border bg-surface text-muted',
};

/** One entry of "What happens next". */
export function StepItem({ step, number, state }: StepItemProps) {
  return (
    <li
      aria-current={state === 'current' ? 'step' : undefined}
      className="group flex gap-3.5 text-sm"
    >
      <span aria-hidden className="flex flex-col items-center">
        <span
          className={cn(
            'flex size-6 items-center justify-center rounded-full border font-medium text-xs tabular-nums',
            markStyles[state],
          )}
        >
          {state === 'done' ? <Check className="size-3.5" /> : number}
        </span>
        <span className="w-px flex-1 bg-border group-last:hidden" />
      </span>
      <span className="pb-5 group-last:pb-0">
        <span className="block leading-6 font-medium">{step.title}</span>
        <span className="block text-muted">{step.text}</span>
      </span>
    </li>
  );
}

/** As long as the status is unknown, the check may be needed. */
export function IdentityStep({ status }: { status: IdentityStatus | null }) {
  const done = status === 'verified';
  const text = done
    ? "You've done this already."
    : status === 'pending'
      ? 'Your check is under way.'
      : 'A document and a selfie, first time only.';
  return (
    <StepItem step={{ title: 'Identity check', text }} number={2} state={done ? 'done' : 'next'} />
  );
}
