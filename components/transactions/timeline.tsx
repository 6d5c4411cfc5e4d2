import { AppWindow, BadgeCheck, Cable, Globe, type LucideIcon, Webhook } from 'lucide-react';
import { Badge, type Tone } from '@/components/ui/badge';
import type { Source, TransactionEventView } from '@/lib/transactions/schema';
import { ExactTime } from './exact-time';
import { describeEvent, type Weight } from './timeline-words';

const icons: Record<Source, LucideIcon> = {
  app: AppWindow,
  webhook: Webhook,
  socket: Cable,
  widget: Globe,
  api: BadgeCheck,
};

const tones: Record<Weight, Tone> = {
  created: 'neutral',
  reported: 'neutral',
  confirmed: 'positive',
  'report withdrawn': 'neutral',
  'not applied': 'warning',
  done: 'positive',
};

/** Everything that was heard of a transaction, newest last. */
export function Timeline({ events }: { events: readonly TransactionEventView[] }) {
  return (
    <ol>
      {events.map((event) => (
        <Entry key={event.sequence} event={event} />
      ))}
    </ol>
  );
}

function Entry({ event }: { event: TransactionEventView }) {
  const { source, weight, status } = describeEvent(event);
  const Icon = icons[event.source];
  return (
    <li className="relative grid gap-x-6 not-last:before:absolute not-last:before:top-10 not-last:before:-bottom-3 not-last:before:left-[13px] not-last:before:w-px not-last:before:bg-border gap-y-1.5 py-3 pl-11 sm:grid-cols-[1fr_auto]">
      <span className="absolute top-3 left-0 grid size-7 place-items-center rounded-full border border-border bg-surface text-muted">
        <Icon aria-hidden className="size-3.5" />
      </span>
      <div className="min-w-0">
        <p className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <span className="font-medium">{source}</span>
          <Badge tone={tones[weight]}>{weight}</Badge>
          {status && <span className="font-medium">{status}</span>}
        </p>
        <p className="text-pretty text-muted text-sm">{event.reason}</p>
      </div>
      <dl className="grid grid-cols-[auto_auto] justify-start content-start gap-x-3 text-muted text-xs sm:mt-1">
        <dt className="whitespace-nowrap">Proof’s time</dt>
        <dd className="text-ink">
          {event.providerTime ? <ExactTime iso={event.providerTime} /> : '—'}
        </dd>
        <dt className="whitespace-nowrap">Our time</dt>
        <dd className="text-ink">
          <ExactTime iso={event.recordedAt} />
        </dd>
      </dl>
    </li>
  );
}
