import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { Spinner } from './spinner';

/** For links that look like buttons. */
export const buttonStyle = cva(
  'inline-flex items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-60 aria-busy:cursor-progress aria-busy:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border border-accent-edge bg-accent text-on-accent hover:bg-accent-hover',
        secondary: 'border border-border bg-surface text-ink shadow-card hover:bg-raised',
        ghost: 'hover:bg-raised',
      },
      size: {
        sm: 'h-8 px-3 text-sm',
        md: 'h-10 px-4 text-sm',
        narrow: 'h-10 px-1 text-sm',
        lg: 'h-12 px-5 text-base',
      },
    },
    defaultVariants: { variant: 'primary', size: 'md' },
  },
);

type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyle> & {
    /** The action is running: shows a spinner, and the button keeps the focus but does nothing. */
    pending?: boolean;
  };

export function Button({
  variant,
  size,
  pending = false,
  className,
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonStyle({ variant, size, className })}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      {...rest}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    >
      {pending && <Spinner className="size-4 animate-spin" />}
      {children}
    </button>
  );
}
