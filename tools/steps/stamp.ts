import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Runs `work` unless the stamp file has the same hash from an earlier run. The stamp does not exist
 * while `work` runs, so an interrupted run is repeated. Returns whether it ran.
 */
export async function unlessDone(
  stampFile: string,
  contentHash: string,
  work: () => Promise<void>,
): Promise<boolean> {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === contentHash) return false;
  rmSync(stampFile, { force: true });
  await work();
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, contentHash);
  return true;
}
