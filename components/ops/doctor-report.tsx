import {
  CircleCheck,
  CircleMinus,
  type LucideIcon,
  OctagonAlert,
  TriangleAlert,
} from 'lucide-react';
import { Badge, type Tone } from '@/components/ui/badge';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Check, Problem, Status } from '@/lib/doctor/check';
import type { Report } from '@/lib/doctor/run';
import { WithCommands } from './with-commands';

const looks: Record<Status, { word: string; tone: Tone; icon: LucideIcon }> = {
  failed: { word: 'Failed', tone: 'negative', icon: OctagonAlert },
  warning: { word: 'Warning', tone: 'warning', icon: TriangleAlert },
  skipped: { word: 'Skipped', tone: 'neutral', icon: CircleMinus },
  passed: { word: 'Passed', tone: 'positive', icon: CircleCheck },
};

export function DoctorReport({ report }: { report: Report }) {
  return (
    <>
      <Summary report={report} />
      <ul
        aria-label="Checks"
        className="max-w-4xl divide-y divide-border overflow-hidden rounded-lg border border-border bg-surface shadow-card"
      >
        {report.checks.map((check) => (
          <li key={check.name} className="grid gap-x-4 gap-y-1 p-4 sm:grid-cols-[6.5rem_1fr]">
            <div>
              <StatusBadge status={check.status} />
            </div>
            <div className="min-w-0">
              <h2 className="font-medium text-sm">{check.title}</h2>
              <p className="wrap-anywhere mt-0.5 text-muted text-sm">{check.found}</p>
              {'fix' in check && <WhatToDo problem={check} />}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Summary({ report: { counts, checkedAt } }: { report: Report }) {
  const { failed, warning, skipped, passed } = counts;
  const tone: Tone = failed > 0 ? 'negative' : warning > 0 ? 'warning' : 'positive';
  const title =
    failed > 0
      ? `${failed} of ${failed + warning + passed + skipped} checks failed`
      : warning > 0
        ? 'It works, with something to look at'
        : 'No check failed';
  return (
    <Notice tone={tone} title={title} className="mb-5 max-w-4xl">
      {passed} passed, {warning} {warning === 1 ? 'warning' : 'warnings'}, {skipped} skipped.
      Checked <RelativeTime iso={checkedAt} />.
    </Notice>
  );
}

function StatusBadge({ status }: Pick<Check, 'status'>) {
  const { word, tone, icon: Icon } = looks[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}

function WhatToDo({ problem: { why, fix } }: { problem: Problem }) {
  return (
    <dl className="mt-3 space-y-2 text-sm">
      <div>
        <dt className="font-medium text-xs">Why it matters</dt>
        <dd className="text-muted">{why}</dd>
      </div>
      <div>
        <dt className="font-medium text-xs">What to do</dt>
        <dd>
          <ul className="list-disc space-y-1 pl-5 marker:text-muted">
            {fix.map((step) => (
              <li key={step} className="wrap-anywhere">
                <WithCommands text={step} />
              </li>
            ))}
          </ul>
        </dd>
      </div>
    </dl>
  );
}
