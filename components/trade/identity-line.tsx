import { BadgeCheck, IdCard, type LucideIcon, ScanFace, ShieldAlert } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import type { IdentityStatus } from '@/lib/proof-api/schema';

type Line = { icon: LucideIcon; tone: string; text: string };

const lines: Record<IdentityStatus, Line> = {
  verified: { icon: BadgeCheck, tone: 'text-positive', text: 'Your identity is verified.' },
  pending: {
    icon: ScanFace,
    tone: 'text-muted',
    text: "We're checking your identity. You can continue; the widget waits for the result.",
  },
  not_started: {
    icon: IdCard,
    tone: 'text-muted',
    text: "You'll verify your identity in the widget. Have your ID and a camera ready.",
  },
  failed: {
    icon: ShieldAlert,
    tone: 'text-warning',
    text: "Your last identity check didn't pass. You can try again in the widget.",
  },
};

/** Proof did not answer. That does not block the order, because the widget runs the check itself. */
const unknownLine: Line = {
  icon: IdCard,
  tone: 'text-muted',
  text: 'The widget may ask for proof of identity. Have your ID and a camera ready.',
};

/** Has a minimum height, so that nothing moves when the status arrives late. */
export function IdentityLine({ status }: { status: IdentityStatus | null }) {
  const { icon: Icon, tone, text } = status ? lines[status] : unknownLine;
  return (
    <p className="flex min-h-15 items-center gap-3 text-sm text-muted sm:min-h-10">
      <Icon aria-hidden className={cn('size-5 shrink-0', tone)} />
      {text}
    </p>
  );
}
