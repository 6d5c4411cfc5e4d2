import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './class-names';

const badgeStyle = cva(
  'inline-flex items-center gap-1.5 rounded-full border px-2 py-0.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        neutral: 'border-border bg-raised text-muted',
        accent: 'border-accent-edge/20 bg-accent/8 text-accent-ink',
        positive: 'border-positive/20 bg-positive/8 text-positive',
        warning: 'border-warning/20 bg-warning/8 text-warning',
        negative: 'border-negative/20 bg-negative/8 text-negative',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeStyle>['tone']>;

/** Give it an icon where its colour carries meaning. */
export function Badge({ tone, className, ...rest }: ComponentProps<'span'> & { tone?: Tone }) {
  return <span className={cn(badgeStyle({ tone }), className)} {...rest} />;
}
