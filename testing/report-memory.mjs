// A preload for a process with --expose-gc. When the file is missing, it runs the garbage
// collection, which an idle process puts off, and writes the memory usage to the file.
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const INTERVAL_MS = 100;
const file = process.env.MEMORY_REPORT_FILE;

function report() {
  if (existsSync(file)) return;
  globalThis.gc();
  globalThis.gc();
  // Renamed when complete, so that no one reads half a file.
  writeFileSync(`${file}.new`, JSON.stringify(process.memoryUsage()));
  renameSync(`${file}.new`, file);
}

if (file && isMainThread) setInterval(report, INTERVAL_MS).unref();
