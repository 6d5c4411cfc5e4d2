import { CircleCheck, CircleDashed, CircleHelp, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { Badge, type Tone } from '@/components/ui/badge';
import type { Item, ItemState } from '@/lib/go-live/item';
import { WithCommands } from './with-commands';

const looks: Record<ItemState, { word: string; tone: Tone; icon: LucideIcon }> = {
  done: { word: 'Done', tone: 'positive', icon: CircleCheck },
  missing: { word: 'Missing', tone: 'warning', icon: CircleDashed },
  unknown: { word: "Can't tell", tone: 'neutral', icon: CircleHelp },
};

export function GoLiveList({ items }: { items: readonly Item[] }) {
  return (
    <ol
      aria-label="Go-live checklist"
      className="max-w-4xl divide-y divide-border overflow-hidden rounded-lg border border-border bg-surface shadow-card"
    >
      {items.map((item) => (
        <li
          key={item.name}
          className="grid break-inside-avoid gap-x-4 gap-y-1 p-4 sm:grid-cols-[7rem_1fr] print:grid-cols-[7rem_1fr] print:py-2.5"
        >
          <div>
            <StateBadge state={item.state} />
          </div>
          <div className="min-w-0 text-sm">
            <h2 className="font-medium">
              <WithCommands text={item.title} />
            </h2>
            <p className="wrap-anywhere mt-0.5 text-muted">
              <WithCommands text={item.found} />
            </p>
            {item.next && (
              <p className="wrap-anywhere mt-1.5">
                <span className="font-medium">Next: </span>
                <WithCommands text={item.next} />
              </p>
            )}
            {item.evidence && item.evidence.length > 0 && <EvidenceLinks links={item.evidence} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function StateBadge({ state }: { state: ItemState }) {
  const { word, tone, icon: Icon } = looks[state];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}

function EvidenceLinks({ links }: { links: NonNullable<Item['evidence']> }) {
  return (
    <ul aria-label="Evidence" className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1">
      {links.map(({ label, href }) => (
        <li key={href}>
          <Link href={href} className="rounded-sm text-accent-ink hover:underline">
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
