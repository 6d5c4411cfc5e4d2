import type { Part } from './part';

/**
 * By the name that `npm run bench -- NAME` takes, in the order in which they run: those that fill
 * the database come late. Loaded when they run, because `lib` reads the environment when it loads.
 */
export const parts: Record<string, () => Promise<Part>> = {
  webhook: async () => (await import('./parts/webhook')).measureWebhook,
  memory: async () => (await import('./parts/memory')).measureMemory,
  ingest: async () => (await import('./parts/ingest')).measureIngest,
  mint: async () => (await import('./parts/mint')).measureMint,
  streams: async () => (await import('./parts/streams')).measureStreams,
  reconciler: async () => (await import('./parts/reconciler')).measureReconciler,
  processes: async () => (await import('./parts/processes')).measureProcesses,
  day: async () => (await import('./parts/day')).measureDay,
  display: async () => (await import('./parts/display')).measureDisplay,
  pages: async () => (await import('./parts/pages')).measurePages,
  simulator: async () => (await import('./parts/simulator')).measureSimulator,
  history: async () => (await import('./parts/history')).measureHistory,
  export: async () => (await import('./parts/export')).measureExport,
  demo: async () => (await import('./parts/demo')).measureDemo,
  'history-at-scale': async () => (await import('./parts/history-at-scale')).measureHistoryAtScale,
  console: async () => (await import('./parts/console')).measureConsole,
  plans: async () => (await import('./parts/plans')).measurePlans,
  // It deletes the data of the others.
  stage: async () => (await import('./parts/stage-reset')).measureStageReset,
};
