import { BadgeCheck, IdCard, type LucideIcon, ScanFace, ShieldAlert } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import type { IdentityStatus } from '@/lib/proof-api/schema';

type Line = { icon: LucideIcon; tone: string; text: string };

const lines: Record<IdentityStatus, Line> = {
  verified: { icon: BadgeCheck, tone: 'text-positive', text: 'Your identity is verified.' },
  pending: {
    icon: ScanFace,
    tone: 'text-muted',
    text: 'Your identity is being checked. You can go on; the widget waits for the result.',
  },
  not_started: {
    icon: IdCard,
    tone: 'text-muted',
    text: 'You will verify your identity in the widget: have a document and a camera ready.',
  },
  failed: {
    icon: ShieldAlert,
    tone: 'text-warning',
    text: 'Your last identity check did not pass. You can repeat it in the widget.',
  },
};

/** The provider cannot tell at the moment, which is no reason to hold anybody up. */
const unknownLine: Line = {
  icon: IdCard,
  tone: 'text-muted',
  text: 'The widget may ask for your identity: have a document and a camera ready.',
};

/** What awaits the customer as to identity. Its height is held, so that it can arrive late. */
export function IdentityLine({ status }: { status: IdentityStatus | null }) {
  const { icon: Icon, tone, text } = status ? lines[status] : unknownLine;
  return (
    <p className="flex min-h-15 items-center gap-3 text-sm text-muted sm:min-h-10">
      <Icon aria-hidden className={cn('size-5 shrink-0', tone)} />
      {text}
    </p>
  );
}
