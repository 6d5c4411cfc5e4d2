import { Handshake, type LucideIcon, Redo2, RefreshCw, UserMinus, UserPlus } from 'lucide-react';
import type { AuditAction } from '@/lib/generated/prisma/enums';

type Look = {
  word: string;
  icon: LucideIcon;
  /** What the subject's id is, and the page about it. */
  subject: { name: string; href: (id: string) => string };
};

const transaction = { name: 'transaction', href: (id: string) => `/ops/transactions/${id}` };
const delivery = { name: 'delivery', href: (id: string) => `/ops/deliveries/${id}` };
const user = {
  name: 'user',
  href: (id: string) => `/ops/audit?${new URLSearchParams({ about: id })}`,
};

export const auditActions: Record<AuditAction, Look> = {
  check_now: { word: 'Checked now', icon: RefreshCw, subject: transaction },
  settle_contradiction: { word: 'Settled', icon: Handshake, subject: transaction },
  replay_delivery: { word: 'Replayed', icon: Redo2, subject: delivery },
  grant_operator: { word: 'Made operator', icon: UserPlus, subject: user },
  revoke_operator: { word: 'Operator removed', icon: UserMinus, subject: user },
};
