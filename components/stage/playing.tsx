'use client';
import { useState } from 'react';
import { useDeltas } from '@/components/live/live-transactions';
import type { StartedStory } from '@/lib/stage/actions';
import { stories } from '@/lib/stage/stories';
import { narrate } from './narration';
import { Phone, type Tap } from './phone';
import { Side } from './side';
import type { StageCommands } from './use-stage';

const submit: Tap = { name: /^Continue to/, within: 'form' };
const close: Tap = { name: /^Close/, within: '[aria-label="Payment window"]' };

type PlayingProps = { stage: StageCommands; started: StartedStory; embedUrl: string };

/** A story that runs. It is told from the customer's own feed. */
export function Playing({ stage, started, embedUrl }: PlayingProps) {
  const [tapped, setTapped] = useState<Tap>();
  const deltas = useDeltas();
  const transaction =
    deltas.findLast((delta) => delta.transaction.createdAt >= started.startedAt)?.transaction ??
    null;
  const events = deltas
    .map(({ event }) => event)
    .filter(({ transactionId }) => transactionId === transaction?.id);
  const narration = narrate(started.story, transaction, events);
  const { showsWidget } = stories[started.story];
  const mayClose = narration.finished || !showsWidget;
  return (
    <>
      <Phone
        path={started.path}
        // The next story may be under way already.
        tap={stage.pending ? undefined : nextTap(tapped, transaction !== null, mayClose)}
        onTapped={() => setTapped(tapped ? close : submit)}
        showing={tapped === close && narration.finished ? '[aria-label="Timeline"]' : undefined}
      />
      <Side
        stage={stage}
        narration={narration}
        playing={started.story}
        providerUrl={transaction ? `${embedUrl}?tx=${transaction.merchantTransactionId}` : embedUrl}
      />
    </>
  );
}

/** First the order form. The payment window is closed to show the order's own page. */
function nextTap(tapped: Tap | undefined, placed: boolean, mayClose: boolean): Tap | undefined {
  if (!tapped) return submit;
  return tapped === submit && placed && mayClose ? close : undefined;
}
