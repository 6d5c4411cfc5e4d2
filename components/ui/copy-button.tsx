'use client';
import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { cn } from './class-names';

const FEEDBACK_MS = 2000;

type CopyButtonProps = {
  /** The text to copy, which is also shown unless there are children, even empty ones. */
  value: string;
  /** The action for screen readers, for example "Copy the deposit address". */
  label: string;
  children?: ReactNode;
  size?: 'xs' | 'sm';
  /** Otherwise a long value is wrapped. */
  oneLine?: boolean;
  className?: string;
};

export function CopyButton({
  value,
  label,
  children,
  size = 'xs',
  oneLine = false,
  className,
}: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();

  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), FEEDBACK_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    // Browsers refuse without https or without the user's permission.
    await navigator.clipboard.writeText(value).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  }

  const Icon = outcome === 'copied' ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      title={label}
      className={cn(
        'inline-flex min-w-0 items-center gap-1.5 rounded-sm px-1 py-0.5 text-left font-mono text-ink transition-colors hover:bg-raised',
        size === 'xs' ? 'text-xs' : 'text-sm',
        oneLine ? 'whitespace-nowrap' : 'max-w-full',
        className,
      )}
    >
      <span className="min-w-0 break-all">{children === undefined ? value : children}</span>
      <span className="sr-only">{label}</span>
      <Icon
        aria-hidden
        className={cn('size-3.5 shrink-0', outcome === 'copied' ? 'text-positive' : 'text-muted')}
      />
      <span role="status" className="sr-only">
        {outcome === 'copied' && 'Copied'}
        {outcome === 'refused' && 'Your browser blocked copying'}
      </span>
    </button>
  );
}
