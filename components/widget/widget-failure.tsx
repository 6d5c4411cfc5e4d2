import { useBrand } from '@/components/ui/brand-context';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { WidgetFailure } from './open-widget';

const saved = 'Your order is saved, and nothing was charged.';

type Explanation = { title: string; text: string; retry: boolean };

const explanations = (support: string): Record<WidgetFailure, Explanation> => ({
  offline: {
    title: "You're offline",
    text: `The payment window needs a connection. Reconnect and try again. ${saved}`,
    retry: true,
  },
  policy: {
    title: "This site doesn't allow the payment window",
    text: `It's a mistake in our settings, not yours. Contact ${support}. ${saved}`,
    retry: false,
  },
  blocked: {
    title: 'Something blocks the payment window',
    text: `An ad blocker, a privacy extension or a firewall may be the cause. Allow it on this page and try again. ${saved}`,
    retry: true,
  },
  timeout: {
    title: 'The payment window takes too long to load',
    text: `Your connection may be slow, or the payment provider may be down. Try again. ${saved}`,
    retry: true,
  },
  wrong_script: {
    title: "The payment window couldn't load",
    text: `The payment provider sent something unexpected. Try again later. ${saved}`,
    retry: true,
  },
  crashed: {
    title: "The payment window couldn't open",
    text: 'It stopped with an unexpected error. Your order is saved, and you can open it again.',
    retry: false,
  },
  spent: {
    title: 'The payment window was already opened',
    text: 'Close it and open it again. The payment provider then asks you to log in.',
    retry: false,
  },
});

type WidgetFailureProps = { failure: WidgetFailure; onRetry: () => void; onClose: () => void };

/** Says why the widget did not open, and what to do. */
export function WidgetFailureNotice({ failure, onRetry, onClose }: WidgetFailureProps) {
  const support = useBrand()?.supportEmail ?? 'support';
  const { title, text, retry } = explanations(support)[failure];
  return (
    <Notice tone="negative" title={title} className="max-sm:m-4">
      <p>{text}</p>
      <Button size="sm" className="mt-4" onClick={retry ? onRetry : onClose}>
        {retry ? 'Try again' : 'Close'}
      </Button>
    </Notice>
  );
}
