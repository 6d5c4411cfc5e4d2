// A preload, with --expose-gc: whenever the file is missing, it writes there what memory the process
// holds on to once it has let go of the rest, for which an idle process may take its time.
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const ASKED_EVERY_MS = 100;
const file = process.env.FAULTS_MEMORY_FILE;

function tell() {
  if (existsSync(file)) return;
  globalThis.gc();
  globalThis.gc();
  // Renamed, so that nobody reads half of it.
  writeFileSync(`${file}.new`, JSON.stringify(process.memoryUsage()));
  renameSync(`${file}.new`, file);
}

if (file && isMainThread) setInterval(tell, ASKED_EVERY_MS).unref();
