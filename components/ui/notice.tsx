import { CircleCheck, Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from './badge';
import { cn } from './class-names';
import { CopyButton } from './copy-button';

const looks: Record<Tone, { icon: LucideIcon; border: string; fill: string; accent: string }> = {
  neutral: { icon: Info, border: 'border-border', fill: 'bg-raised', accent: 'text-muted' },
  accent: {
    icon: Info,
    border: 'border-accent-edge/25',
    fill: 'bg-accent/6',
    accent: 'text-accent-ink',
  },
  positive: {
    icon: CircleCheck,
    border: 'border-positive/25',
    fill: 'bg-positive/6',
    accent: 'text-positive',
  },
  warning: {
    icon: TriangleAlert,
    border: 'border-warning/25',
    fill: 'bg-warning/6',
    accent: 'text-warning',
  },
  negative: {
    icon: OctagonAlert,
    border: 'border-negative/25',
    fill: 'bg-negative/6',
    accent: 'text-negative',
  },
};

type NoticeProps = {
  tone?: Tone;
  title: ReactNode;
  children?: ReactNode;
  /** For the user to quote to support. */
  requestId?: string;
  /** On a coloured surface. */
  inPanel?: boolean;
  className?: string;
};

/** Says what happened and what to do about it. Screen readers announce a negative one at once. */
export function Notice({ tone = 'neutral', inPanel = false, ...props }: NoticeProps) {
  const { title, children, requestId, className } = props;
  const { icon: Icon, border, fill, accent } = looks[tone];
  return (
    <div
      role={tone === 'negative' ? 'alert' : undefined}
      className={cn(
        'flex gap-3 rounded-md border text-sm',
        border,
        inPanel ? 'bg-surface p-3' : `${fill} p-4`,
        className,
      )}
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
