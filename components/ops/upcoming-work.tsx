import { Card } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import type { LoadedOrder } from '@/lib/ops/loaders';
import { explainNextCheck } from '@/lib/ops/orders/next-check';
import { Fact, FactList } from './fact-list';

/** What the app will do next about an order, and why then. */
export function UpcomingWork({
  order: { transaction, checks, sideEffect },
}: {
  order: LoadedOrder;
}) {
  return (
    <Card>
      <h2 className="mb-3 font-medium">What happens next</h2>
      <FactList>
        <Fact name="Next check">
          {checks.nextAt ? <ExactTime iso={checks.nextAt} /> : 'none'}
          <p className="text-muted text-xs">
            {explainNextCheck(transaction.status, checks, Date.now())}
          </p>
        </Fact>
        <Fact name="Last check">
          {checks.lastAt ? <RelativeTime iso={checks.lastAt} /> : 'none yet'}
        </Fact>
        <Fact name="Failed checks in a row">{checks.failedInARow}</Fact>
        <Fact name="Side effect">
          <SideEffect sideEffect={sideEffect} />
        </Fact>
      </FactList>
    </Card>
  );
}

function SideEffect({ sideEffect }: Pick<LoadedOrder, 'sideEffect'>) {
  if (!sideEffect) return 'Runs once, when the order completes.';
  const { doneAt, dueAt, attempts, lastError } = sideEffect;
  if (doneAt)
    return (
      <>
        Done <RelativeTime iso={doneAt} />
      </>
    );
  return (
    <>
      {dueAt ? <ExactTime iso={dueAt} /> : 'not due'}
      {lastError && (
        <p className="wrap-anywhere text-negative text-xs">
          Failed {attempts === 1 ? 'once' : `${attempts} times`}: {lastError}
        </p>
      )}
    </>
  );
}

/** In UTC, like the console's other clocks. */
function ExactTime({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} className="tabular-nums">
      {iso.slice(11, 19)} UTC
      <span className="ml-1.5 text-muted">{iso.slice(0, 10)}</span>
    </time>
  );
}
