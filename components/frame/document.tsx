import localFont from 'next/font/local';
import type { CSSProperties, ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';

/** The only font that a page waits for. It has the letters of western Europe. */
const geist = localFont({
  src: '../../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  variable: '--font-geist',
  weight: '100 900',
  display: 'optional',
});

/** Loaded by a page that shows one of their letters. */
const geistLatinExtended = localFont({
  src: '../../node_modules/@fontsource-variable/geist/files/geist-latin-ext-wght-normal.woff2',
  variable: '--font-geist-latin-extended',
  weight: '100 900',
  display: 'optional',
  adjustFontFallback: false,
  preload: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-02BA, U+1E00-1E9F, U+20A0-20AB' }],
});
const geistCyrillic = localFont({
  src: '../../node_modules/@fontsource-variable/geist/files/geist-cyrillic-wght-normal.woff2',
  variable: '--font-geist-cyrillic',
  weight: '100 900',
  display: 'optional',
  adjustFontFallback: false,
  preload: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0400-045F, U+0490-0491, U+2116' }],
});

/** For ids and addresses. Not preloaded: few pages show one at the top. */
const geistMono = localFont({
  src: '../../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  display: 'optional',
  adjustFontFallback: false,
  preload: false,
});

const fonts = [geist, geistLatinExtended, geistCyrillic, geistMono];

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
      className={cn(fonts.map(({ variable }) => variable))}
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
