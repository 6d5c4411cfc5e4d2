import { AppWindow, BadgeCheck, Cable, Globe, type LucideIcon, Webhook } from 'lucide-react';
import Link from 'next/link';
import { Badge, type Tone } from '@/components/ui/badge';
import { buttonStyle } from '@/components/ui/button';
import type { Source } from '@/lib/generated/prisma/enums';
import type { TransactionEventView } from '@/lib/transactions/views';
import { formatReportedStatus } from './reported';

const sources: Record<Source, { name: string; icon: LucideIcon }> = {
  app: { name: 'Our app', icon: AppWindow },
  webhook: { name: 'Webhook', icon: Webhook },
  socket: { name: 'WebSocket', icon: Cable },
  widget: { name: 'Widget in the browser', icon: Globe },
  api: { name: "Proof's API", icon: BadgeCheck },
};

type EventLogProps = { events: readonly TransactionEventView[]; isNewest: boolean };

/** A page of the stored events of a transaction with both clocks, newest last. For engineers. */
export function EventLog({ events, isNewest }: EventLogProps) {
  const [first] = events;
  return (
    <>
      {!first && <p className="py-2 text-muted text-sm">Older entries were removed.</p>}
      <div className="-ml-3 flex flex-wrap gap-x-2">
        {/* Each order starts with its session. */}
        {first && first.kind !== 'session' && (
          <LogLink href={`?before=${first.sequence}`}>Older entries</LogLink>
        )}
        {!isNewest && <LogLink href="?">Newest entries</LogLink>}
      </div>
      <ol aria-label="Event log">
        {events.map((event) => (
          <Entry key={event.sequence} event={event} />
        ))}
      </ol>
    </>
  );
}

function LogLink(props: { href: string; children: string }) {
  return (
    <Link {...props} scroll={false} className={buttonStyle({ variant: 'ghost', size: 'sm' })} />
  );
}

function Entry({ event }: { event: TransactionEventView }) {
  const { name, icon: Icon } = sources[event.source];
  const { text, tone } = labelOf(event);
  return (
    <li className="relative grid gap-x-6 not-last:before:absolute not-last:before:top-10 not-last:before:-bottom-3 not-last:before:left-[13px] not-last:before:w-px not-last:before:bg-border gap-y-1.5 py-3 pl-11 sm:grid-cols-[1fr_auto]">
      <span className="absolute top-3 left-0 grid size-7 place-items-center rounded-full border border-border bg-surface text-muted">
        <Icon aria-hidden className="size-3.5" />
      </span>
      <div className="min-w-0">
        <p className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <span className="font-medium">{name}</span>
          <Badge tone={tone}>{text}</Badge>
          {event.status && (
            <span className="font-medium">{formatReportedStatus(event.status)}</span>
          )}
        </p>
        <p className="text-pretty text-muted text-sm">{event.reason}</p>
      </div>
      <dl className="grid grid-cols-[auto_auto] justify-start content-start gap-x-3 text-muted text-xs sm:mt-1">
        <dt className="whitespace-nowrap">Proof's time</dt>
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

/** Only a fact that was applied confirms a status. */
function labelOf(event: TransactionEventView): { text: string; tone: Tone } {
  const { kind, hintOutcome, factOutcome } = event;
  if (kind === 'session') return { text: 'created', tone: 'neutral' };
  if (kind === 'hint')
    return { text: hintOutcome === 'stale' ? 'reported late' : 'reported', tone: 'neutral' };
  if (kind === 'side_effect') return { text: 'done', tone: 'positive' };
  if (factOutcome === 'applied') return { text: 'confirmed', tone: 'positive' };
  if (factOutcome === 'report_withdrawn') return { text: 'report withdrawn', tone: 'neutral' };
  return { text: 'not applied', tone: 'warning' };
}

/** In UTC to the millisecond, to compare two clocks. The same on the server and in every browser. */
function ExactTime({ iso }: { iso: string }) {
  const [date = '', clock = ''] = iso.replace('Z', '').split('T');
  return (
    <time dateTime={iso} className="font-mono text-xs tabular-nums sm:whitespace-nowrap">
      <span className="text-muted">{date}</span> {clock}
    </time>
  );
}
