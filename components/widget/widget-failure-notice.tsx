import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { WidgetFailure } from './open-widget';

const texts: Record<WidgetFailure, { title: string; text: string }> = {
  script: {
    title: 'The payment window could not be loaded',
    text: 'An ad blocker or a privacy extension may hold it back, or the network was interrupted. Allow it for this page and try again. Nothing is lost, and nothing was charged.',
  },
  run: {
    title: 'The payment window could not be opened',
    text: 'It stopped with an error of its own. Nothing is lost: you can continue from the page of this order.',
  },
  spent: {
    title: 'The payment window was opened before',
    text: 'It opens once. See on the page of this order where it stands; if nothing was paid, start a new order.',
  },
};

type WidgetFailureNoticeProps = {
  failure: WidgetFailure;
  transactionId: string;
  onRetry: () => void;
  onClose: (() => void) | undefined;
};

export function WidgetFailureNotice({
  failure,
  transactionId,
  onRetry,
  onClose,
}: WidgetFailureNoticeProps) {
  const { title, text } = texts[failure];
  return (
    <Notice tone="negative" title={title} className="max-sm:m-4">
      <p>{text}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        {failure === 'script' && (
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        )}
        <Button size="sm" variant="secondary" asChild>
          {/* Leaving first, since this page may be the order's own. */}
          <Link href={`/transactions/${transactionId}`} onClick={onClose}>
            Open the order
          </Link>
        </Button>
      </div>
    </Notice>
  );
}
