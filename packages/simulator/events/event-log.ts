import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { BoundedLog } from '../state/bounded-log';

const EVENT_TYPES = [
  'session.created',
  'transaction.status',
  'identity.status',
  'scenario.started',
  'scenario.step_skipped',
  'scenario.ended',
  'delivery.attempted',
  'delivery.dropped',
  'fault.on',
  'fault.off',
  'fault.taken',
  'settings.changed',
  'clock.changed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

type Detail = Record<string, unknown>;
export type SimulatorEvent = { sequence: number; at: string; type: EventType } & Detail;

const NEWEST_KEPT = 1_000;

/**
 * What happened, in order, append-only: one JSON object per line. It holds only what the seed, the
 * clock and the calls decide, no durations and no request ids, so that the same run writes the same
 * bytes. All of it is in the file; the newest events are in memory too.
 */
export class EventLog {
  readonly #descriptor: number;
  readonly #path: string;
  readonly #now: () => number;
  readonly #newest = new BoundedLog<SimulatorEvent>(NEWEST_KEPT);
  #sequence: number;
  #unwritten: string[] = [];
  #flushing: NodeJS.Immediate | undefined;

  constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
    this.#descriptor = openSync(path, 'a+');
    this.#sequence = countLines(path);
  }

  record(type: EventType, detail: Detail): void {
    this.#sequence += 1;
    const at = new Date(this.#now()).toISOString();
    const event = { sequence: this.#sequence, at, type, ...detail };
    this.#newest.add(event);
    this.#unwritten.push(`${JSON.stringify(event)}\n`);
    // One write for all events of a burst: a session that waits for the disk would be slower for it.
    this.#flushing ??= setImmediate(() => this.#flush());
  }

  newestFirst(limit: number): SimulatorEvent[] {
    return this.#newest.newestFirst(limit);
  }

  ndjson(): string {
    this.#flush();
    return readFileSync(this.#path, 'utf8');
  }

  clear(): void {
    this.#unwritten = [];
    this.#newest.clear();
    this.#sequence = 0;
    ftruncateSync(this.#descriptor);
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush(): void {
    clearImmediate(this.#flushing);
    this.#flushing = undefined;
    if (this.#unwritten.length === 0) return;
    writeSync(this.#descriptor, this.#unwritten.join(''));
    this.#unwritten = [];
  }
}

function countLines(path: string): number {
  let lines = 0;
  for (const byte of readFileSync(path)) if (byte === 10) lines += 1;
  return lines;
}
