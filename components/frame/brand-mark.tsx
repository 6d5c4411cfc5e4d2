'use client';
import { useBrand } from '@/components/ui/brand-context';
import { initialOf } from '@/lib/brand';

export function BrandMark() {
  const brand = useBrand();
  if (!brand) return null;
  return (
    <span className="flex items-center gap-2.5 font-semibold tracking-tight">
      {brand.logo ? (
        // biome-ignore lint/performance/noImgElement: an SVG has nothing to optimise.
        <img src={brand.logo} alt="" className="size-7" />
      ) : (
        <span
          aria-hidden
          className="flex size-7 shrink-0 items-center justify-center rounded-sm bg-accent text-sm text-on-accent"
        >
          {initialOf(brand.name)}
        </span>
      )}
      {brand.name}
    </span>
  );
}
