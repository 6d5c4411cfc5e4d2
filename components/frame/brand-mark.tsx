import Link from 'next/link';
import { brand } from '@/lib/brand';

/** Replace this with your logo. */
export function BrandMark() {
  return (
    <span className="flex items-center gap-2.5 font-semibold tracking-tight">
      <span
        aria-hidden
        className="flex size-7 items-center justify-center rounded-sm bg-accent text-sm text-on-accent"
      >
        {brand.name.charAt(0)}
      </span>
      {brand.name}
    </span>
  );
}

export function BrandLink() {
  return (
    <Link href="/" className="rounded-sm">
      <BrandMark />
    </Link>
  );
}
