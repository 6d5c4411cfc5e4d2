import { Notice } from '@/components/ui/notice';
import type { HistoryField } from '@/lib/history/schema';

const names: Record<HistoryField, string> = {
  q: 'transaction ID (an ID has letters, digits and hyphens only)',
  type: 'type',
  status: 'status',
  asset: 'asset',
  from: 'first day',
  to: 'last day, which has to be after the first',
  zone: 'time zone of the days',
  after: 'page',
  before: 'page',
};

/** Says which parts of the URL were ignored, since the list shows more than was asked for. */
export function UnreadableNotice({ fields }: { fields: readonly HistoryField[] }) {
  return (
    <Notice tone="warning" title="Part of the filter was ignored" className="mb-5">
      <p>We couldn't read the following. Everything else is applied.</p>
      <ul className="mt-1 list-disc pl-5">
        {[...new Set(fields.map((field) => names[field]))].map((name) => (
          <li key={name}>The {name}</li>
        ))}
      </ul>
    </Notice>
  );
}
