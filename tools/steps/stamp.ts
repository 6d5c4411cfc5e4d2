import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Runs `work` unless the stamp has the same hash, and returns whether it ran. The stamp is deleted
 * first, so that an interrupted run is repeated.
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
