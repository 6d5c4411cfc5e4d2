import { ArrowRightLeft, Ban, CircleCheck, CircleX, Clock, type LucideIcon } from 'lucide-react';
import type { TransactionStatus } from '@/lib/generated/prisma/enums';
import { Badge, type Tone } from './badge';

const looks: Record<TransactionStatus, { word: string; tone: Tone; icon: LucideIcon }> = {
  pending: { word: 'Pending', tone: 'neutral', icon: Clock },
  processing: { word: 'Processing', tone: 'accent', icon: ArrowRightLeft },
  completed: { word: 'Completed', tone: 'positive', icon: CircleCheck },
  failed: { word: 'Failed', tone: 'negative', icon: CircleX },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: Ban },
};

export function StatusBadge({
  status,
  className,
}: {
  status: TransactionStatus;
  className?: string;
}) {
  const { word, tone, icon: Icon } = looks[status];
  return (
    <Badge tone={tone} className={className}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}
