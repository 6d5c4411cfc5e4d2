import {
  CircleCheck,
  CircleHelp,
  CopyMinus,
  History,
  KeyRound,
  type LucideIcon,
  OctagonAlert,
} from 'lucide-react';
import { Badge, type Tone } from '@/components/ui/badge';
import type { DeliveryRow } from '@/lib/ops/loaders';

const looks: Record<DeliveryRow['outcome'], { word: string; tone: Tone; icon: LucideIcon }> = {
  reported: { word: 'reported', tone: 'positive', icon: CircleCheck },
  duplicate: { word: 'duplicate', tone: 'neutral', icon: CopyMinus },
  stale: { word: 'stale', tone: 'neutral', icon: History },
  unknown_transaction: { word: 'unknown id', tone: 'warning', icon: CircleHelp },
  invalid: { word: 'invalid', tone: 'negative', icon: OctagonAlert },
  wrong_secret: { word: 'wrong secret', tone: 'negative', icon: KeyRound },
};

/** What became of a delivery. */
export function OutcomeBadge({ outcome }: { outcome: DeliveryRow['outcome'] }) {
  const { word, tone, icon: Icon } = looks[outcome];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}
