'use client';
import { createContext, type ReactNode, use } from 'react';
import type { Brand } from '@/lib/brand';

const BrandContext = createContext<Brand | null>(null);

/** Hands the brand to client components, which can't read the environment. */
export function BrandProvider({ brand, children }: { brand: Brand; children: ReactNode }) {
  return <BrandContext value={brand}>{children}</BrandContext>;
}

/** Null on the error page that replaces the root layout. */
export function useBrand(): Brand | null {
  return use(BrandContext);
}
