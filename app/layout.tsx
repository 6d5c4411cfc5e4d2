import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { Document } from '@/components/frame/document';
import { brand } from '@/lib/brand';
import './globals.css';

export const metadata: Metadata = {
  title: { default: brand.name, template: `%s · ${brand.name}` },
  description: brand.tagline,
  robots: { index: false },
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#12161c' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The content security policy has a new nonce per request, so no page can be prerendered.
  await connection();
  return <Document>{children}</Document>;
}
