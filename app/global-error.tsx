'use client';
import { Document } from '@/components/frame/document';
import { FailureMessage } from '@/components/frame/failure-message';
import './globals.css';

/** Replaces the root layout when the layout itself fails. */
export default function GlobalErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Document>
      <title>Something went wrong</title>
      <FailureMessage error={error} retry={retry} />
    </Document>
  );
}
