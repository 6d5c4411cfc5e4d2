'use client';
import { ChevronDown } from 'lucide-react';
import { type ComponentProps, createContext, type ReactNode, use, useId } from 'react';
import { cn } from './class-names';

type Control = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };

const ControlContext = createContext<Partial<Control>>({});

type FieldProps = {
  label: ReactNode;
  /** What is wrong with the value and how to fix it. */
  error?: string;
  /** Shown while there is no error. Changes are announced politely. */
  hint?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** Connects one control to its label, hint and error, also for screen readers. */
export function Field({ label, error, hint, className, children }: FieldProps) {
  const id = useId();
  const control: Control = {
    id,
    ...(error || hint ? { 'aria-describedby': `${id}-note` } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
  };
  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <ControlContext value={control}>{children}</ControlContext>
      {error ? (
        <p id={`${id}-note`} role="alert" className="text-sm text-negative">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-note`} aria-live="polite" className="text-sm text-muted tabular-nums">
            {hint}
          </p>
        )
      )}
    </div>
  );
}

const controlStyle =
  'w-full min-w-0 rounded-md border border-control bg-surface px-3 text-ink transition-colors hover:border-muted focus-visible:border-accent-edge focus-visible:outline-1 focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-negative aria-invalid:outline-negative';

const inputSizes = {
  md: 'h-10 text-base placeholder:text-muted',
  lg: 'h-16 font-semibold text-lg tabular-nums placeholder:text-muted/60',
  xl: 'h-16 font-semibold text-xl tabular-nums placeholder:text-muted/60',
};

type InputProps = Omit<ComponentProps<'input'>, 'size'> & { size?: keyof typeof inputSizes };

export function Input({ size = 'md', className, ...rest }: InputProps) {
  return (
    <input
      {...use(ControlContext)}
      className={cn(controlStyle, inputSizes[size], className)}
      {...rest}
    />
  );
}

/** The native select, so that phones show their own picker. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="relative block">
      <select
        {...use(ControlContext)}
        className={cn(controlStyle, 'h-10 appearance-none truncate pr-9 text-base', className)}
        {...rest}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
