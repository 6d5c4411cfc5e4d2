import {
  closeSync,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { BoundedLog } from '../state/bounded-log';
import { messageOf } from '../state/journal';
import type { Changes } from './changes';

export const EVENT_TYPES = [
  'session.created',
  'transaction.status',
  'identity.status',
  'scenario.started',
  'scenario.step_skipped',
  'scenario.ended',
  'delivery.attempted',
  'delivery.dropped',
  'socket_message.dropped',
  'fault.on',
  'fault.off',
  'fault.taken',
  'queued_response.taken',
  'settings.changed',
  'clock.changed',
] as const;
type EventType = (typeof EVENT_TYPES)[number];

/** Without the fields that every event has. */
type Detail = Record<string, unknown> & { [Field in 'sequence' | 'at' | 'type']?: never };
export type SimulatorEvent = { sequence: number; at: string; type: EventType } & Record<
  string,
  unknown
>;

const MAX_IN_MEMORY = 1_000;
/** For the owner only. */
const FILE_MODE = 0o600;

/**
 * An append-only log with one JSON object per line. It holds no durations and no request ids, so that
 * the same seed, clock and calls write the same bytes. The newest events are kept in memory too.
 */
export class EventLog {
  readonly #descriptor: number;
  readonly #path: string;
  readonly #now: () => number;
  readonly #changes: Changes;
  readonly #newest = new BoundedLog<SimulatorEvent>(MAX_IN_MEMORY);
  #sequence: number;
  #buffer: string[] = [];
  #flushTimer: NodeJS.Immediate | undefined;

  constructor(path: string, now: () => number, changes: Changes) {
    this.#path = path;
    this.#now = now;
    this.#changes = changes;
    this.#descriptor = openSync(path, 'a+', FILE_MODE);
    // A file from an earlier version.
    fchmodSync(this.#descriptor, FILE_MODE);
    this.#sequence = countLines(path, this.#descriptor);
  }

  record(type: EventType, detail: Detail): void {
    this.#sequence += 1;
    const at = new Date(this.#now()).toISOString();
    const event = { sequence: this.#sequence, at, type, ...detail };
    this.#newest.add(event);
    this.#buffer.push(`${JSON.stringify(event)}\n`);
    // One write for all events of a burst, so that no request waits for the disk.
    this.#flushTimer ??= setImmediate(() => this.#flush());
    this.#changes.publish({ type: 'event', data: { sequence: this.#sequence, type } });
  }

  newestFirst(limit?: number): SimulatorEvent[] {
    return this.#newest.newestFirst(limit);
  }

  ndjson(): string {
    this.#flush();
    return readFileSync(this.#path, 'utf8');
  }

  clear(): void {
    this.#buffer = [];
    this.#newest.clear();
    this.#sequence = 0;
    ftruncateSync(this.#descriptor);
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush(): void {
    clearImmediate(this.#flushTimer);
    this.#flushTimer = undefined;
    if (this.#buffer.length === 0) return;
    const { size } = fstatSync(this.#descriptor);
    try {
      writeSync(this.#descriptor, this.#buffer.join(''));
      this.#buffer = [];
    } catch (error) {
      // Kept for the next time, when there may be space on the disk again.
      ftruncateSync(this.#descriptor, size);
      process.stderr.write(`The event log cannot be written: ${messageOf(error)}\n`);
    }
  }
}

/** Counts the lines, and removes what a killed process wrote of the last one. */
function countLines(path: string, descriptor: number): number {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(10) + 1;
  if (end < bytes.length) ftruncateSync(descriptor, end);
  let lines = 0;
  // Several times as fast as a loop over the bytes.
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}
