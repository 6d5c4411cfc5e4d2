'use client';
import Link from 'next/link';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { resumeSessionAction } from '@/lib/widget-sessions/actions';
import type { OpenableSession } from '@/lib/widget-sessions/schema';
import { WidgetHost } from './widget-host';

type Problem = { message: string; requestId?: string };

/** Continues an order that was left before its widget ran. */
export function ResumeWidget({
  transactionId,
  scriptUrl,
  offered,
}: {
  transactionId: string;
  scriptUrl: string;
  /** Whether the order can be continued. An open widget stays, whatever becomes of that. */
  offered: boolean;
}) {
  const [pending, startResuming] = useTransition();
  const [opened, setOpened] = useState<OpenableSession>();
  const [problem, setProblem] = useState<Problem>();

  function resume() {
    setProblem(undefined);
    startResuming(async () => {
      const result = await resumeSessionAction({ transactionId }).catch(() => null);
      if (result?.ok) setOpened(result.data);
      else setProblem(result?.error ?? { message: 'The server could not be reached. Try again.' });
    });
  }

  if (opened)
    return <WidgetHost {...opened} scriptUrl={scriptUrl} onClose={() => setOpened(undefined)} />;
  if (!offered) return null;
  return (
    <div className="flex flex-col items-start gap-4">
      {problem && (
        <Notice
          tone="negative"
          title="The widget could not be continued"
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
