const TICK_MS = 10_000;

/**
 * One clock for all relative times on a page, so that a long table costs a single timer. It stands
 * still while nobody listens.
 */
const listeners = new Set<() => void>();
let nowMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

export function subscribeToClock(listener: () => void): () => void {
  if (listeners.size === 0) timer = setInterval(tick, TICK_MS);
  nowMs = Date.now();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

export function readClock(): number {
  if (nowMs === 0) nowMs = Date.now();
  return nowMs;
}
