'use client';
import { FailureMessage } from '@/components/frame/failure-message';

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <FailureMessage error={error} retry={retry} />;
}
