import { GeistSans } from 'geist/font/sans';
import localFont from 'next/font/local';
import type { CSSProperties, ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';

/** For ids and addresses. Not preloaded: few pages show one at the top. */
const geistMono = localFont({
  src: '../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  adjustFontFallback: false,
  preload: false,
});

type DocumentProps = {
  /** The brand's variables for the design tokens. */
  variables?: CSSProperties;
  /** Unset: the system's setting. It is in the first response, so no page flashes in the other one. */
  theme?: 'light' | 'dark';
  children: ReactNode;
};

/** The HTML document, with fonts that are bundled with the app. */
export function Document({ variables, theme, children }: DocumentProps) {
  return (
    <html
      lang="en"
      className={cn(GeistSans.variable, geistMono.variable)}
      style={variables}
      data-theme={theme}
    >
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
