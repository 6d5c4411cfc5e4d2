'use client';
import { Document } from '@/components/frame/document';
import { FailureMessage } from '@/components/frame/failure-message';
import { brand } from '@/lib/brand';
import './globals.css';

/** Stands in for the root layout when that itself fails. */
export default function GlobalErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Document>
      <title>{brand.name}</title>
      <FailureMessage error={error} retry={retry} />
    </Document>
  );
}
