import Link from 'next/link';
import { BrandMark } from './brand-mark';

export function BrandLink() {
  return (
    <Link href="/" prefetch={false} className="rounded-sm">
      <BrandMark />
    </Link>
  );
}
