import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialLiveState, mergeDelta, mergeEvents, mergeList, newestOf } from './live-state';
import { sampleDelta, sampleEvent, sampleTransaction } from './sample-delta';

const rendered = sampleTransaction;
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
      const start = initialLiveState(0);
      const { latest: _a, ...expected } = inOrder.reduce(mergeDelta, start);
      const { latest: _b, ...actual } = delivered.reduce(mergeDelta, start);
      expect(actual).toEqual(expected);
    }),
  );
});

test('a repeated delivery changes nothing, not even the identity of the state', () => {
  const state = mergeDelta(initialLiveState(0), sampleDelta(1));
  expect(mergeDelta(state, sampleDelta(1))).toBe(state);
});

test('a new stream goes on from the newest event seen', () => {
  const state = [sampleDelta(8), sampleDelta(7)].reduce(mergeDelta, initialLiveState(6));
  expect(state.sequence).toBe(8);
});

test('the newer of the rendered and the live transaction is shown', () => {
  const live = {
    sequence: 5,
    transaction: { ...rendered, status: 'processing', version: 1 },
  } as const;
  expect(newestOf(rendered, 4, live).status).toBe('processing');
  const refreshed = { ...rendered, status: 'completed', version: 2 } as const;
  expect(newestOf(refreshed, 6, live).status).toBe('completed');
});

test('a hint, which has no version, is shown when its event is newer than the page', () => {
  const live = { sequence: 5, transaction: { ...rendered, reportedStatus: 'processing' } };
  expect(newestOf(rendered, 4, live).reportedStatus).toBe('processing');
  expect(newestOf(rendered, 5, live).reportedStatus).toBeNull();
});

test('a transaction that the page does not know is added on top of the newest page only', () => {
  const at = (minute: number) => `2026-04-01T10:0${minute}:00.000Z`;
  const shown = { ...rendered, id: 'shown', createdAt: at(5) };
  const state = [
    sampleDelta(2, { id: 'newer', createdAt: at(6) }),
    sampleDelta(3, { id: 'newest', createdAt: at(7) }),
    sampleDelta(4, { id: 'on an older page', createdAt: at(4) }),
  ].reduce(mergeDelta, initialLiveState(1));
  const idsOf = (newestPage: boolean) =>
    mergeList([shown], 1, state, { newestPage }).map(({ id }) => id);
  expect(idsOf(true)).toEqual(['newest', 'newer', 'shown']);
  expect(idsOf(false)).toEqual(['shown']);
});

test('the timeline has each event once, oldest first', () => {
  const [first, second, third] = [
    sampleEvent({ sequence: 1 }),
    sampleEvent({ sequence: 2 }),
    sampleEvent({ sequence: 3 }),
  ] as const;
  const events = mergeEvents([first, second], [third, second]);
  expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
});
