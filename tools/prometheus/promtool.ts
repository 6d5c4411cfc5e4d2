import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { runToEnd } from '../process/run-to-end';

const folder = path.resolve('.data/prometheus');

/** Finds promtool on the PATH, or unpacks it from Debian's package. Undefined if there is none. */
export async function findPromtool(): Promise<string | undefined> {
  if (await works('promtool')) return 'promtool';
  const unpacked = path.join(folder, 'usr/bin/promtool');
  if (!existsSync(unpacked)) await unpack();
  return (await works(unpacked)) ? unpacked : undefined;
}

async function works(command: string): Promise<boolean> {
  return (await runToEnd(command, ['--version'])).code === 0;
}

/** Unpacked and not installed, because the package would start a server. */
async function unpack(): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  await mkdir(folder, { recursive: true });
  await runToEnd('apt-get', ['update']);
  await runToEnd('apt-get', ['download', 'prometheus'], { cwd: folder });
  const archive = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (archive) await runToEnd('dpkg', ['-x', archive, '.'], { cwd: folder });
}
