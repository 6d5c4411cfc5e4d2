import { type CxOptions, cx } from 'class-variance-authority';

/**
 * Joins class names. No two of them may set the same property: the order in the stylesheet would
 * decide, not the order here.
 */
export function cn(...classes: CxOptions): string {
  return cx(classes);
}
