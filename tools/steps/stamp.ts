import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Does the work unless the stamp says it was done for the same content. The stamp is absent while
 * the work runs, so an interrupted run is repeated. Returns whether there was anything to do.
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
