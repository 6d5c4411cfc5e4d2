'use client';
import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { cn } from './class-names';

const SHOWN_MS = 2000;

type CopyButtonProps = {
  /** What is copied; also what is shown, unless there are children. */
  value: string;
  /** Says to screen readers what a click copies, as in "Copy the deposit address". */
  label: string;
  children?: ReactNode;
  className?: string;
};

/** A value in the monospaced font that copies itself at a click. */
export function CopyButton({ value, label, children, className }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();

  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    // Browsers refuse on pages without https, and where the user has forbidden it.
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
        'inline-flex max-w-full min-w-0 items-center gap-1.5 rounded-sm px-1 py-0.5 text-left font-mono text-xs text-ink transition-colors hover:bg-raised',
        className,
      )}
    >
      <span className="min-w-0 break-all">{children ?? value}</span>
      <span className="sr-only">{label}</span>
      <Icon
        aria-hidden
        className={cn('size-3.5 shrink-0 text-muted', outcome === 'copied' && 'text-positive')}
      />
      <span role="status" className="sr-only">
        {outcome === 'copied' && 'Copied'}
        {outcome === 'refused' && 'Your browser did not allow copying'}
      </span>
    </button>
  );
}
