'use client';
import { Check, LifeBuoy } from 'lucide-react';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import type { ActionResult } from '@/lib/define-action';

type Outcome = 'copied' | 'failed';

type SupportButtonProps = {
  transactionId: string;
  /** The server action that returns the text. */
  describe: (input: { transactionId: string }) => Promise<ActionResult<string>>;
};

/** Copies what support needs: ids, times and request ids, read from the database at the click. */
export function SupportButton({ transactionId, describe }: SupportButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>();
  const [pending, startCopying] = useTransition();

  function copy() {
    const text = describe({ transactionId }).then((result) => {
      if (!result.ok) throw new Error(result.error.message);
      return new Blob([result.data], { type: 'text/plain' });
    });
    startCopying(async () => {
      // Safari allows it only when asked during the click, so it gets a promise of the text.
      const copied = navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
      setOutcome(
        await copied.then(
          () => 'copied' as const,
          () => 'failed' as const,
        ),
      );
    });
  }

  return (
    <>
      <Button variant="secondary" size="sm" onClick={copy} pending={pending}>
        {!pending && (outcome === 'copied' ? <Check aria-hidden /> : <LifeBuoy aria-hidden />)}
        Copy for support
      </Button>
      <span role="status" className={outcome === 'failed' ? 'text-negative text-sm' : 'sr-only'}>
        {outcome === 'copied' && 'Copied'}
        {outcome === 'failed' && "It couldn't be copied. Try again."}
      </span>
    </>
  );
}
