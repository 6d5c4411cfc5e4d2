'use client';
import { Notice } from '@/components/ui/notice';
import { type StoryKey, stories, storyKeys } from '@/lib/stage/stories';
import type { Narration } from './narration';
import type { StageCommands } from './use-stage';

type SideProps = {
  stage: StageCommands;
  narration: Narration;
  playing?: StoryKey;
  /** The page of the simulator that shows the order. */
  providerUrl: string;
};

/** What happens in words, the stories, and the provider's side. */
export function Side({ stage, narration, playing, providerUrl }: SideProps) {
  const { start, pending, message, problem } = stage;
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
        {message}
      </p>
      <iframe
        title="The provider's side"
        src={providerUrl}
        className="min-h-90 w-full flex-1 rounded-lg border border-border bg-surface"
      />
    </div>
  );
}
