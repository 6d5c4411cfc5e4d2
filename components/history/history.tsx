'use client';
import { Download } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { describeChange } from '@/components/transactions/describe-transaction';
import { Button, buttonStyle } from '@/components/ui/button';
import { Pages } from '@/components/ui/pages';
import type { HistoryPage, HistoryTotals } from '@/lib/history/data';
import { countFilters, matcherOf } from '@/lib/history/filter';
import type { HistoryFilter } from '@/lib/history/schema';
import { searchOf } from '@/lib/search-params';
import { useDeltas, useRefresh } from '../live/live-transactions';
import { NoMatches, NoOlderTransactions, NoTransactions } from './empty-states';
import { HistoryTable } from './history-table';
import { Totals } from './totals';
import { useHeldList } from './use-held-list';

type HistoryProps = { page: HistoryPage; filter: HistoryFilter; totals: HistoryTotals };

/** One page of the history, updated live. */
export function History({ page, filter, totals }: HistoryProps) {
  const matches = matcherOf(filter);
  const list = useHeldList({ page, totals, matches });
  const highlightedId = useHighlightedId();
  const totalsRef = useRef<HTMLParagraphElement>(null);
  useFreshTotals();
  function show() {
    list.show();
    // The button disappears, so the focus goes to the start of the list.
    totalsRef.current?.focus();
  }
  if (list.rows.length === 0) return <Empty page={page} filter={filter} />;
  return (
    <>
      <Totals
        ref={totalsRef}
        totals={list.totals}
        filter={filter}
        actions={
          <a
            href={`/api/transactions/export${searchOf(filter)}`}
            className={buttonStyle({ variant: 'secondary', size: 'sm' })}
          >
            <Download aria-hidden />
            Export CSV
          </a>
        }
      />
      {list.waiting > 0 && (
        // Takes no space, so that the rows stay where they are.
        <div className="relative z-2 grid h-0 place-items-center">
          <Button size="sm" onClick={show} className="shadow-popover">
            {list.waiting === 1 ? '1 new transaction' : `${list.waiting} new transactions`} · Show
          </Button>
        </div>
      )}
      <div {...list.handlers}>
        <HistoryTable transactions={list.rows} matches={matches} highlightedId={highlightedId} />
        <Pages path="/transactions" page={page} filter={filter} />
      </div>
    </>
  );
}

function Empty({ page, filter }: Pick<HistoryProps, 'page' | 'filter'>) {
  if (page.newer) return <NoOlderTransactions filter={filter} />;
  return countFilters(filter) > 0 ? <NoMatches /> : <NoTransactions />;
}

const HIGHLIGHT_MS = 4_000;

/** The transaction that changed in the last few seconds. */
function useHighlightedId(): string | null {
  const latest = useDeltas().at(-1);
  const sequence = latest?.event.sequence ?? 0;
  const [seen, setSeen] = useState(sequence);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(sequence), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [sequence]);
  return latest && sequence > seen ? latest.transaction.id : null;
}

const TOTALS_DELAY_MS = 1_000;

/** The server counts the totals, so the page is refreshed a moment after a status changed. */
function useFreshTotals(): void {
  const latest = useDeltas().at(-1);
  const [changedAt, setChangedAt] = useState(0);
  if (latest && latest.event.sequence > changedAt && describeChange(latest))
    setChangedAt(latest.event.sequence);
  const refresh = useEffectEvent(useRefresh());
  useEffect(() => {
    if (changedAt === 0) return;
    const timer = setTimeout(() => refresh(), TOTALS_DELAY_MS);
    return () => clearTimeout(timer);
  }, [changedAt]);
}
