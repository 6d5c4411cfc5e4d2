import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Settings } from './demo-environment';

const TIMEOUT_MS = 20_000;
const POLL_MS = 50;
const PRELOAD = new URL('report-memory.mjs', import.meta.url).href;
const usageSchema = z.object({ heapUsed: z.number(), external: z.number() });

/** Settings that make a process report its memory in `file`. */
export function memoryReportSettings(file: string): Settings {
  // In a fresh clone there is none.
  mkdirSync(path.dirname(file), { recursive: true });
  return {
    NODE_OPTIONS: `--expose-gc --import=${PRELOAD}`,
    MEMORY_REPORT_FILE: path.resolve(file),
    // By default, glibc keeps freed memory in an arena per thread, which looks like a leak.
    MALLOC_ARENA_MAX: '2',
  };
}

/** The bytes of live objects and their buffers in such a process, after a garbage collection. */
export async function readLiveMemory(file: string): Promise<number> {
  rmSync(file, { force: true });
  const deadlineMs = performance.now() + TIMEOUT_MS;
  while (!existsSync(file)) {
    if (performance.now() > deadlineMs) throw new Error(`There is no memory report in ${file}.`);
    await delay(POLL_MS);
  }
  const { heapUsed, external } = usageSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return heapUsed + external;
}
