'use client';
import { RotateCcw, Square } from 'lucide-react';
import { useState, useTransition } from 'react';
import { LiveTransactions, useDeltas } from '@/components/live/live-transactions';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Notice } from '@/components/ui/notice';
import {
  resetStageAction,
  type StartedStory,
  startStoryAction,
  stopStoryAction,
  switchBrandAction,
  switchCustomerAction,
} from '@/lib/stage/actions';
import type { BrandKey } from '@/lib/stage/brands';
import type { CustomerKey, StageOptions } from '@/lib/stage/loaders';
import { type StoryKey, stories, storyKeys } from '@/lib/stage/stories';
import { type Narration, narrate } from './narration';
import { Phone, type Tap } from './phone';
import { StageControls } from './stage-controls';

const idle: Narration = {
  line: 'Choose a story.',
  why: 'Each one runs by itself: on the left what the customer sees, on the right what the provider does.',
  over: true,
};

type Problem = { title: string; message: string };

/** Shows a story to an audience: the app on a phone, the provider's side, and what it means. */
export function Stage({ options }: { options: StageOptions }) {
  const [customer, setCustomer] = useState<CustomerKey>('verified-customer');
  const [slow, setSlow] = useState(false);
  const [large, setLarge] = useState(false);
  /** A new phone for each story: the page in the old one would ask before it is left. */
  const [phone, setPhone] = useState(0);
  const [started, setStarted] = useState<StartedStory>();
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [pending, startTransition] = useTransition();

  function run(title: string, action: () => Promise<string>) {
    setProblem(undefined);
    setSaid('');
    startTransition(async () => {
      try {
        setSaid(await action());
        setPhone((before) => before + 1);
      } catch {
        setProblem({ title, message: 'Check that the demo still runs, then try again.' });
      }
    });
  }

  const start = (story: StoryKey) =>
    run("The story couldn't start", async () => {
      setStarted(undefined);
      setStarted(await startStoryAction({ story, customer, slow }));
      return '';
    });
  const stop = () =>
    run("The story couldn't be stopped", async () => {
      await stopStoryAction();
      setStarted(undefined);
      return 'Stopped. Nothing is injected any more.';
    });
  const reset = () =>
    run("The demo couldn't be reset", async () => {
      setStarted(undefined);
      const startMs = performance.now();
      await resetStageAction();
      const seconds = (performance.now() - startMs) / 1_000;
      return `App and simulator were reset in ${seconds.toFixed(1)} s.`;
    });
  const chooseCustomer = (key: CustomerKey) =>
    run("The customer couldn't be switched", async () => {
      setCustomer(key);
      setStarted(undefined);
      await switchCustomerAction(key);
      return '';
    });
  const chooseBrand = (key: BrandKey) =>
    run("The brand couldn't be switched", async () => {
      await switchBrandAction(key);
      return '';
    });

  return (
    <div
      className={cn(
        'flex min-h-dvh flex-col gap-4 p-4',
        large ? 'lg:h-[calc(100dvh/1.2)] lg:min-h-0 lg:[zoom:1.2]' : 'lg:h-dvh',
      )}
    >
      <StageControls
        {...{ options, customer, slow, large, pending }}
        {...{ setSlow, setLarge, chooseCustomer, chooseBrand }}
      >
        {started && (
          <Button variant="secondary" size="sm" onClick={stop} disabled={pending}>
            <Square aria-hidden />
            Stop
          </Button>
        )}
        <Button variant="secondary" size="sm" onClick={reset} pending={pending}>
          {!pending && <RotateCcw aria-hidden />}
          Reset
        </Button>
      </StageControls>
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
            <Playing {...{ started, options, start, pending, said, problem }} />
          </LiveTransactions>
        ) : (
          <>
            <Phone key={phone} path="/" />
            <Side
              {...{ narration: idle, playing: undefined, start, pending, said, problem }}
              providerUrl={`${options.controlRoomUrl}/embed`}
            />
          </>
        )}
      </main>
    </div>
  );
}

const submit: Tap = { name: /^Continue to/, within: 'form' };
const close: Tap = { name: /^Close/, within: '[aria-label="Payment window"]' };

type PlayingProps = {
  started: StartedStory;
  options: StageOptions;
} & Pick<SideProps, 'start' | 'pending' | 'said' | 'problem'>;

function Playing({ started, options, ...side }: PlayingProps) {
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
  const mayClose = narration.over || !showsWidget;
  return (
    <>
      <Phone
        path={started.path}
        tap={nextTap(tapped, transaction !== null, mayClose)}
        onTapped={() => setTapped(tapped ? close : submit)}
        showing={tapped === close && narration.over ? '[aria-label="Timeline"]' : undefined}
      />
      <Side
        {...side}
        narration={narration}
        playing={started.story}
        providerUrl={`${options.controlRoomUrl}/embed${transaction ? `?tx=${transaction.merchantTransactionId}` : ''}`}
      />
    </>
  );
}

/** First the order form. The payment window is closed to show the order's own page. */
function nextTap(tapped: Tap | undefined, placed: boolean, mayClose: boolean): Tap | undefined {
  if (!tapped) return submit;
  return tapped === submit && placed && mayClose ? close : undefined;
}

type SideProps = {
  narration: Narration;
  playing: StoryKey | undefined;
  providerUrl: string;
  start: (story: StoryKey) => void;
  pending: boolean;
  said: string;
  problem: Problem | undefined;
};

/** What happens in words, the stories, and the provider's side. */
function Side({ narration, playing, providerUrl, start, pending, said, problem }: SideProps) {
  return (
    <div className="flex min-h-0 min-w-0 flex-col gap-4">
      <div aria-live="polite" className="min-h-36">
        <p className="text-xl font-semibold text-balance">{narration.line}</p>
        <p className="mt-2 text-lg text-pretty text-muted">{narration.why}</p>
      </div>
      {problem && (
        <Notice tone="negative" title={problem.title}>
          {problem.message}
        </Notice>
      )}
      <ul className="grid gap-3 sm:grid-cols-2 2xl:grid-cols-4">
        {storyKeys.map((key) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => start(key)}
              disabled={pending}
              aria-pressed={playing === key}
              className="flex h-full w-full flex-col rounded-md border border-border bg-surface p-3 text-left shadow-card transition-colors hover:bg-raised aria-pressed:border-accent-edge aria-pressed:bg-accent/6"
            >
              <span className="block font-medium">{stories[key].title}</span>
              <span className="block text-sm text-pretty text-muted">{stories[key].summary}</span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="min-h-5 text-sm text-muted">
        {said}
      </p>
      <iframe
        title="The provider's side"
        src={providerUrl}
        className="min-h-90 w-full flex-1 rounded-lg border border-border bg-surface"
      />
    </div>
  );
}
