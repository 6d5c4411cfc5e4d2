import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export function contentHash(paths: string[], extra: string[] = []): string {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesIn).sort()) hash.update(file).update(readFileSync(file));
  return hash.update(extra.join('\n')).digest('hex');
}

function filesIn(fileOrFolder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(fileOrFolder, { withFileTypes: true });
  } catch (error) {
    const isFile = error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
    return isFile ? [fileOrFolder] : [];
  }
  return entries.flatMap((entry) => filesIn(path.join(fileOrFolder, entry.name)));
}
