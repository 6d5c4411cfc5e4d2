import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Settings } from './server-process';
import { until } from './until';

const PATIENCE_MS = 20_000;
const PRELOAD = pathToFileURL(path.join(import.meta.dirname, 'tell-memory.mjs')).href;
const usageSchema = z.object({ heapUsed: z.number(), external: z.number() });

/** The settings with which a process tells its memory in `file`. */
export function tellingMemory(file: string): Settings {
  return {
    NODE_OPTIONS: `--expose-gc --import=${PRELOAD}`,
    FAULTS_MEMORY_FILE: path.resolve(file),
    // By default glibc keeps freed memory in an arena per thread, which looks like a leak.
    MALLOC_ARENA_MAX: '2',
  };
}

/** What such a process holds on to, in bytes: its objects and the buffers that belong to them. */
export async function readLiveMemory(file: string): Promise<number> {
  rmSync(file, { force: true });
  await until('the process tells its memory', PATIENCE_MS, () => existsSync(file));
  const { heapUsed, external } = usageSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return heapUsed + external;
}
