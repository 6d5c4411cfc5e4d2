'use client';
import { type FocusEvent, type PointerEvent, useState } from 'react';
import type { HistoryPage, HistoryTotals } from '@/lib/history/data';
import type { TransactionView } from '@/lib/transactions/views';
import { useFeedPhase, useLiveList } from '../live/live-transactions';
import { admitRows, belongsOnPage, holdRows, rowsThatStay } from './held-rows';

type HeldListOptions = {
  page: HistoryPage;
  totals: HistoryTotals;
  /** Whether a transaction matches the filter. */
  matches: (transaction: TransactionView) => boolean;
};

/**
 * Keeps a page of the history up to date. No row that changes leaves it, also when it no longer matches
 * the filter. New ones are added by themselves unless the pointer or the focus is on the list: then
 * nothing may move, and they wait until `show` is called. After a touch, which has no end that could be
 * seen, only new ones wait. `handlers` go on the list's element.
 */
export function useHeldList({ page, totals, matches }: HeldListOptions) {
  const [shown, setShown] = useState({ rows: page.rows, totals });
  const [use, setUse] = useState<'held' | 'touched' | null>(null);
  const streaming = useFeedPhase() !== 'polling';
  const belongs = (row: TransactionView) => belongsOnPage(row, page, matches);
  const current = useLiveList(page.rows, belongs);
  const live = useLiveList(shown.rows, () => false);
  const { rows, waiting } = holdRows(live, current);
  const staying = rowsThatStay(rows, current, { streaming, belongs });
  const admitted = use === null || staying.length === 0 ? waiting : [];
  if (use !== 'held' && (admitted.length > 0 || totals !== shown.totals))
    setShown({ rows: admitRows(staying, admitted), totals });

  const hold = () => setUse('held');
  const release = () => setUse(waiting.length > 0 ? 'held' : null);
  const handlers = {
    onPointerEnter: ({ pointerType }: PointerEvent<HTMLElement>) =>
      setUse((before) => (pointerType === 'mouse' ? 'held' : (before ?? 'touched'))),
    onPointerLeave: ({ pointerType, currentTarget }: PointerEvent<HTMLElement>) => {
      if (pointerType === 'mouse' && !currentTarget.contains(document.activeElement)) release();
    },
    onFocus: hold,
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
      if (!currentTarget.contains(relatedTarget) && !currentTarget.matches(':hover')) release();
    },
  };
  const show = () => setUse(null);
  return { rows, waiting: waiting.length, totals: shown.totals, handlers, show };
}
