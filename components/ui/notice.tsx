import { CircleCheck, Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from './badge';
import { cn } from './class-names';
import { CopyButton } from './copy-button';

const looks: Record<Tone, { icon: LucideIcon; box: string; accent: string }> = {
  neutral: { icon: Info, box: 'border-border bg-raised', accent: 'text-muted' },
  accent: { icon: Info, box: 'border-accent-edge/25 bg-accent/6', accent: 'text-accent-ink' },
  positive: { icon: CircleCheck, box: 'border-positive/25 bg-positive/6', accent: 'text-positive' },
  warning: { icon: TriangleAlert, box: 'border-warning/25 bg-warning/6', accent: 'text-warning' },
  negative: {
    icon: OctagonAlert,
    box: 'border-negative/25 bg-negative/6',
    accent: 'text-negative',
  },
};

type NoticeProps = {
  tone?: Tone;
  title: ReactNode;
  children?: ReactNode;
  /** For the user to quote to support. */
  requestId?: string;
  className?: string;
};

/** Says what happened and what to do about it. Screen readers announce a negative one at once. */
export function Notice({ tone = 'neutral', title, children, requestId, className }: NoticeProps) {
  const { icon: Icon, box, accent } = looks[tone];
  return (
    <div
      role={tone === 'negative' ? 'alert' : undefined}
      className={cn('flex gap-3 rounded-md border p-4 text-sm', box, className)}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', accent)} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children && <div className="mt-1 text-muted">{children}</div>}
        {requestId && (
          <p className="mt-2 flex flex-wrap items-center gap-x-1 text-xs text-muted">
            Request ID
            <CopyButton value={requestId} label="Copy the request ID" />
          </p>
        )}
      </div>
    </div>
  );
}
