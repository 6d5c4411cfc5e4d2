'use client';
import { Handshake, Redo2, RefreshCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ReactNode, useActionState } from 'react';
import { Button } from '@/components/ui/button';
import type { ActionResult } from '@/lib/define-action';
import { checkNowAction, replayDeliveryAction, settleContradictionAction } from '@/lib/ops/actions';

type ActionButtonProps = {
  icon: ReactNode;
  children: string;
  /** What a screen reader hears, and everybody sees, afterwards. */
  done: string;
  run: () => Promise<ActionResult<unknown>>;
};

/**
 * Runs an action of an operator and says what came of it. A form, because React keeps a click that
 * comes before it has started.
 */
function ActionButton({ icon, children, done, run }: ActionButtonProps) {
  const { refresh } = useRouter();
  const [message, act, pending] = useActionState(async () => {
    const result = await run().catch(() => null);
    // It can be done all the same, so only the page itself tells.
    if (!result) return 'There was no response. Reload the page before you try again.';
    refresh();
    return result.ok ? done : `${result.error.message} Request ID ${result.error.requestId}`;
  }, '');
  return (
    <form action={act} className="contents">
      <span role="status" className="text-muted text-sm empty:absolute">
        {message}
      </span>
      <Button type="submit" variant="secondary" size="sm" pending={pending}>
        {!pending && icon}
        {children}
      </Button>
    </form>
  );
}

export function CheckNowButton({ transactionId }: { transactionId: string }) {
  return (
    <ActionButton
      icon={<RefreshCw aria-hidden />}
      done="Check requested."
      run={() => checkNowAction({ transactionId })}
    >
      Check now
    </ActionButton>
  );
}

type SettleButtonProps = {
  transactionId: string;
  /** Of the newest contradiction on the page. */
  sequence: number;
};

export function SettleButton({ transactionId, sequence }: SettleButtonProps) {
  return (
    <ActionButton
      icon={<Handshake aria-hidden />}
      done="Settled. It is in the audit log."
      run={() => settleContradictionAction({ transactionId, sequence })}
    >
      Mark as settled
    </ActionButton>
  );
}

export function ReplayButton({ deliveryId }: { deliveryId: string }) {
  return (
    <ActionButton
      icon={<Redo2 aria-hidden />}
      done="Replayed. It is among the deliveries."
      run={() => replayDeliveryAction({ deliveryId })}
    >
      Replay
    </ActionButton>
  );
}
