'use client';
import { useState } from 'react';
import { LiveTransactions } from '@/components/live/live-transactions';
import { cn } from '@/components/ui/class-names';
import type { StageOptions } from '@/lib/stage/loaders';
import type { Narration } from './narration';
import { Phone } from './phone';
import { Playing } from './playing';
import { Side } from './side';
import { StageControls } from './stage-controls';
import { useStage } from './use-stage';

const idle: Narration = {
  line: 'Choose a story.',
  why: 'Each one runs by itself. The phone shows what the customer sees, and the panel below the stories shows what the provider does.',
  finished: true,
};

/** Shows a story to an audience: the app on a phone, the provider's side, and what it means. */
export function Stage({ options }: { options: StageOptions }) {
  const stage = useStage();
  const [large, setLarge] = useState(false);
  const { started } = stage;
  const embedUrl = `${options.controlRoomUrl}/embed`;
  return (
    <div
      className={cn(
        'flex flex-col gap-4 p-4',
        large
          ? 'min-h-[calc(100dvh/1.2)] [zoom:1.2] lg:h-[calc(100dvh/1.2)]'
          : 'min-h-dvh lg:h-dvh',
      )}
    >
      <StageControls {...{ options, stage, large, setLarge }} />
      <main
        id="main"
        tabIndex={-1}
        className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]"
      >
        {started ? (
          <LiveTransactions
            key={started.startedAt}
            userId={started.userId}
            after={started.sequence}
          >
            <Playing {...{ stage, started, embedUrl }} />
          </LiveTransactions>
        ) : (
          <>
            <Phone key={stage.phoneKey} path="/" />
            <Side stage={stage} narration={idle} providerUrl={embedUrl} />
          </>
        )}
      </main>
    </div>
  );
}
