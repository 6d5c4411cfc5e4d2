import { type ClassNameValue, twMerge } from 'tailwind-merge';

/** Joins Tailwind classes. When two set the same property, the later one wins. */
export function cn(...classes: ClassNameValue[]): string {
  return twMerge(classes);
}
