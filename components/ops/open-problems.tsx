import Link from 'next/link';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import type { OpenProblem } from '@/lib/ops/calls/data';

/** Stays until a later call shows that somebody fixed it. */
export function OpenProblems({ problems }: { problems: readonly OpenProblem[] }) {
  return problems.map(({ cause, asset, lastAt, count }) => (
    <Notice
      key={`${cause.title} ${asset}`}
      tone="negative"
      title={asset ? `${cause.title}: ${asset.replace(':', ' · ')}` : cause.title}
      className="mb-5"
    >
      {cause.action}{' '}
      <Link href="/ops/calls?show=failed" className="underline">
        {count === 1 ? '1 call' : `${count.toLocaleString('en')} calls`} failed
      </Link>
      , the last one <RelativeTime iso={lastAt} />. This message goes away when a call succeeds.
    </Notice>
  ));
}
