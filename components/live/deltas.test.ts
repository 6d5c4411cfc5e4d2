import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TransactionView } from '@/lib/transactions/views';
import { addDelta, type Deltas, mergeEvents, mergeList, mergeTransaction } from './deltas';
import { sampleDelta, sampleEvent, sampleTransaction } from './sample-delta';

const rendered = sampleTransaction;
const none: Deltas = [];
const ids = ['a', 'b', 'c'];

test('any duplication and reordering of deliveries ends in the newest state', () => {
  const history = fc
    .array(fc.constantFrom(...ids), { minLength: 1, maxLength: 12 })
    .map((touched) => touched.map((id, i) => sampleDelta(i + 1, { id, version: i })));
  const deliveries = history.chain((inOrder) =>
    fc
      .tuple(fc.constant(inOrder), fc.array(fc.constantFrom(...inOrder), { maxLength: 20 }))
      .chain(([once, again]) =>
        fc.tuple(
          fc.constant(once),
          fc.shuffledSubarray([...once, ...again], {
            minLength: once.length + again.length,
          }),
        ),
      ),
  );
  fc.assert(
    fc.property(deliveries, ([inOrder, delivered]) => {
      expect(delivered.reduce(addDelta, none)).toEqual(inOrder);
    }),
  );
});

test('a repeated delivery changes nothing, not even the identity of the list', () => {
  const deltas = addDelta(none, sampleDelta(1));
  expect(addDelta(deltas, sampleDelta(1))).toBe(deltas);
});

test('the newer of the rendered and the delivered transaction is shown', () => {
  const deltas = [sampleDelta(5, { status: 'processing', version: 1 })];
  expect(mergeTransaction(rendered, 4, deltas).status).toBe('processing');
  const refreshed = { ...rendered, status: 'completed', version: 2 } as const;
  expect(mergeTransaction(refreshed, 6, deltas).status).toBe('completed');
});

test('of the deliveries about a transaction the last event wins, in whatever order they come', () => {
  const deltas = [
    sampleDelta(6, { status: 'completed', version: 2 }),
    sampleDelta(5, { status: 'processing', version: 1 }),
    sampleDelta(7, { id: 'another', status: 'failed', version: 9 }),
  ].reduce(addDelta, none);
  expect(mergeTransaction(rendered, 4, deltas).status).toBe('completed');
});

test('a hint, which has no version, is shown when its event is newer than the page', () => {
  const deltas = [sampleDelta(5, { reportedStatus: 'processing' })];
  expect(mergeTransaction(rendered, 4, deltas).reportedStatus).toBe('processing');
  expect(mergeTransaction(rendered, 5, deltas).reportedStatus).toBeNull();
});

test('a delivered transaction that belongs to the list is added once, and all are newest first', () => {
  const at = (minute: number) => `2026-04-01T10:0${minute}:00.000Z`;
  const shown = { ...rendered, id: 'shown', createdAt: at(5) };
  const deltas = [
    sampleDelta(2, { id: 'newer', createdAt: at(6) }),
    sampleDelta(3, { id: 'newest', createdAt: at(7) }),
    sampleDelta(4, { id: 'older', createdAt: at(4) }),
    sampleDelta(5, { id: 'newer', createdAt: at(6), status: 'processing' }),
  ].reduce(addDelta, none);
  const idsOf = (belongs: (row: TransactionView) => boolean) =>
    mergeList([shown], 1, deltas, belongs).map(({ id }) => id);
  expect(idsOf(() => true)).toEqual(['newest', 'newer', 'shown', 'older']);
  expect(idsOf(({ status }) => status === 'processing')).toEqual(['newer', 'shown']);
  expect(idsOf(() => false)).toEqual(['shown']);
});

test('the timeline has each event once, oldest first, and no event of another transaction', () => {
  const [first, second] = [sampleEvent({ sequence: 1 }), sampleEvent({ sequence: 2 })];
  const deltas = [sampleDelta(2), sampleDelta(3), sampleDelta(4, { id: 'another' })];
  const events = mergeEvents(rendered.id, [first, second], deltas);
  expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
});
