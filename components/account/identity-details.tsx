import {
  BadgeCheck,
  CircleAlert,
  IdCard,
  type LucideIcon,
  ScanFace,
  ShieldAlert,
} from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';
import type { IdentityStatus } from '@/lib/proof-api/schema';
import { RetryButton } from './retry-button';

type Look = { icon: LucideIcon; tone: string; title: string; text: string };

const looks: Record<IdentityStatus | 'unknown', Look> = {
  verified: {
    icon: BadgeCheck,
    tone: 'text-positive',
    title: 'Verified',
    text: "You won't be asked again.",
  },
  pending: {
    icon: ScanFace,
    tone: 'text-muted',
    title: 'Being checked',
    text: 'You can place orders. The widget waits for the result.',
  },
  not_started: {
    icon: IdCard,
    tone: 'text-muted',
    title: 'Not verified yet',
    text: 'Your first order verifies it. Have your ID and a camera ready.',
  },
  failed: {
    icon: ShieldAlert,
    tone: 'text-warning',
    title: 'Not verified',
    text: "The last check didn't pass. You can try again with your next order.",
  },
  unknown: {
    icon: CircleAlert,
    tone: 'text-warning',
    title: 'Status unavailable',
    text: "Our payment provider didn't respond. You can still place orders.",
  },
};

/** Null when Proof gave no usable response. */
export function IdentityDetails({ status }: { status: IdentityStatus | null }) {
  const { icon: Icon, tone, title, text } = looks[status ?? 'unknown'];
  return (
    <div className="flex min-h-16 items-start gap-3">
      <Icon aria-hidden className={cn('mt-0.5 size-5 shrink-0', tone)} />
      <div className="min-w-0 flex-1 text-sm">
        <p className="font-medium">{title}</p>
        <p className="mt-1 text-pretty text-muted">{text}</p>
      </div>
      {status === null && <RetryButton />}
    </div>
  );
}

export function IdentityDetailsSkeleton() {
  return (
    <div className="flex min-h-16 items-start gap-3" aria-busy="true">
      <Skeleton className="mt-0.5 size-5 rounded-full" />
      <div className="flex-1">
        <span className="sr-only">Loading your identity status</span>
        <Skeleton className="mt-0.5 h-4 w-24 rounded-sm" />
        <Skeleton className="mt-2 h-4 w-2/3 rounded-sm" />
      </div>
    </div>
  );
}
