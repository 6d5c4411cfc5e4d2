import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { Document } from '@/components/frame/document';
import { BrandProvider } from '@/components/ui/brand-context';
import { TimeZoneProvider } from '@/components/ui/time-zone';
import { brandVariables, loadBrand } from '@/lib/current-brand';
import { loadPreferences } from '@/lib/preferences/cookies';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const { name, tagline } = await loadBrand();
  return {
    title: { default: name, template: `%s · ${name}` },
    description: tagline,
    robots: { index: false },
  };
}

const themeColors = { light: '#ffffff', dark: '#12161c' };

export async function generateViewport(): Promise<Viewport> {
  const { theme } = await loadPreferences();
  return {
    colorScheme: theme ?? 'light dark',
    themeColor: theme
      ? themeColors[theme]
      : [
          { media: '(prefers-color-scheme: light)', color: themeColors.light },
          { media: '(prefers-color-scheme: dark)', color: themeColors.dark },
        ],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The content security policy has a new nonce per request, so no page can be prerendered.
  await connection();
  const { theme, timeZone } = await loadPreferences();
  const brand = await loadBrand();
  return (
    <Document variables={brandVariables(brand)} theme={theme}>
      <BrandProvider brand={brand}>
        <TimeZoneProvider timeZone={timeZone}>{children}</TimeZoneProvider>
      </BrandProvider>
    </Document>
  );
}
