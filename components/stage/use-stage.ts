import { useState, useTransition } from 'react';
import {
  resetStageAction,
  type StartedStory,
  startStoryAction,
  stopStoryAction,
  switchBrandAction,
  switchCustomerAction,
} from '@/lib/stage/actions';
import type { BrandKey } from '@/lib/stage/brands';
import type { CustomerKey } from '@/lib/stage/loaders';
import type { StoryKey } from '@/lib/stage/stories';

type Problem = { title: string; message: string };

export type StageCommands = ReturnType<typeof useStage>;

/** What runs on the stage, and the commands. Each of them ends the story that runs. */
export function useStage() {
  const [customer, setCustomer] = useState<CustomerKey>('verified-customer');
  const [slow, setSlow] = useState(false);
  const [started, setStarted] = useState<StartedStory>();
  const [commands, setCommands] = useState(0);
  const [message, setMessage] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [pending, startTransition] = useTransition();

  function run(failure: string, command: () => Promise<void>) {
    setProblem(undefined);
    setMessage('');
    startTransition(async () => {
      try {
        await command();
        setCommands((before) => before + 1);
      } catch {
        setProblem({ title: failure, message: 'Check that the demo still runs, then try again.' });
      }
    });
  }

  /** Runs a command that leaves no story running. */
  function runIdle(failure: string, command: () => Promise<void>) {
    setStarted(undefined);
    run(failure, command);
  }

  return {
    ...{ customer, slow, setSlow, started, pending, message, problem },
    /** Changes with each command. A page in a phone that stayed would ask before it is left. */
    phoneKey: commands,
    start: (story: StoryKey) =>
      run("The story couldn't start", async () => {
        setStarted(await startStoryAction({ story, customer, slow }));
      }),
    stop: () =>
      runIdle("The story couldn't be stopped", async () => {
        await stopStoryAction();
        setMessage('Stopped. All faults are off.');
      }),
    reset: () =>
      runIdle("The demo couldn't be reset", async () => {
        const startMs = performance.now();
        await resetStageAction();
        const seconds = (performance.now() - startMs) / 1_000;
        setMessage(`App and simulator were reset in ${seconds.toFixed(1)} s.`);
      }),
    chooseCustomer: (key: CustomerKey) =>
      runIdle("The customer couldn't be switched", async () => {
        setCustomer(key);
        await switchCustomerAction(key);
      }),
    chooseBrand: (key: BrandKey) =>
      runIdle("The brand couldn't be switched", () => switchBrandAction(key)),
  };
}
