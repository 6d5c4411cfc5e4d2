import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Settings } from './server-process';
import { waitFor } from './wait-for';

const TIMEOUT_MS = 20_000;
const PRELOAD = pathToFileURL(path.join(import.meta.dirname, 'report-memory.mjs')).href;
const usageSchema = z.object({ heapUsed: z.number(), external: z.number() });

/** Settings that make a process report its memory in `file`. */
export function memoryReportSettings(file: string): Settings {
  return {
    NODE_OPTIONS: `--expose-gc --import=${PRELOAD}`,
    FAULTS_MEMORY_FILE: path.resolve(file),
    // By default, glibc keeps freed memory in an arena per thread, which looks like a leak.
    MALLOC_ARENA_MAX: '2',
  };
}

/** The bytes of live objects and their buffers in such a process, after a garbage collection. */
export async function readLiveMemory(file: string): Promise<number> {
  rmSync(file, { force: true });
  await waitFor('the memory report', TIMEOUT_MS, () => existsSync(file));
  const { heapUsed, external } = usageSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return heapUsed + external;
}
