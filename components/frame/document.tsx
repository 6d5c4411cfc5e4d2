import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { brand } from '@/lib/brand';

const brandVariables: Record<`--brand-${string}`, string> = {
  '--brand-accent-light': brand.accent.light,
  '--brand-accent-dark': brand.accent.dark,
  '--brand-radius': brand.radius,
};

/** The HTML document, with the brand's variables and fonts that are bundled with the app. */
export function Document({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={cn(GeistSans.variable, GeistMono.variable)} style={brandVariables}>
      <body>
        <a
          href="#main"
          className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-4 py-2 text-sm font-medium text-on-accent focus:translate-y-0"
        >
          Skip to content
        </a>
        {children}
      </body>
    </html>
  );
}
