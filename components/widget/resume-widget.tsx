'use client';
import Link from 'next/link';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { resumeSessionAction } from '@/lib/widget-sessions/actions';
import type { OpenableSession } from '@/lib/widget-sessions/schema';
import { WidgetHost } from './widget-host';

type Problem = { message: string; requestId?: string };

/** Continues a transaction whose widget was never opened. */
export function ResumeWidget({
  transactionId,
  scriptUrl,
  resumable,
}: {
  transactionId: string;
  scriptUrl: string;
  /** An open widget stays, even when this turns false. */
  resumable: boolean;
}) {
  const [pending, startResuming] = useTransition();
  const [opened, setOpened] = useState<OpenableSession>();
  const [problem, setProblem] = useState<Problem>();

  function resume() {
    setProblem(undefined);
    startResuming(async () => {
      const result = await resumeSessionAction({ transactionId }).catch(() => null);
      if (result?.ok) setOpened(result.data);
      else setProblem(result?.error ?? { message: "We couldn't reach the server. Try again." });
    });
  }

  if (opened)
    return <WidgetHost {...opened} scriptUrl={scriptUrl} onClose={() => setOpened(undefined)} />;
  if (!resumable) return null;
  return (
    <div className="flex flex-col items-start gap-4">
      {problem && (
        <Notice
          tone="negative"
          title="The payment window couldn't open"
          requestId={problem.requestId}
        >
          {problem.message}{' '}
          <Link href="/" className="text-accent underline underline-offset-2">
            Start a new order
          </Link>
        </Notice>
      )}
      <Button onClick={resume} pending={pending}>
        Continue in the widget
      </Button>
    </div>
  );
}
