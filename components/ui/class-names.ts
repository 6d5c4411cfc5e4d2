import { type CxOptions, cx } from 'class-variance-authority';

/**
 * Joins class names. No two of them may set the same property: the order in the stylesheet would
 * decide, not the order here. Only a side may refine its axis (`px-4 pl-8`): Tailwind puts it later.
 */
export function cn(...classes: CxOptions): string {
  return cx(classes);
}
