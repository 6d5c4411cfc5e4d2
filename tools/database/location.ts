import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { CommandError } from '../process/command-error';

type Account = {
  uid: number;
  gid: number;
};

export type ClusterLocation = {
  home: string;
  /** Undefined if this process is not root and runs the server itself. */
  account: Account | undefined;
};

const dataFolder = path.resolve('.data');
const sharedRoot = '/var/lib/proof-ramp-demo';

/**
 * PostgreSQL refuses to run as root, and other accounts may not be able to read root's checkout.
 * For root, the files are under /var/lib.
 */
export function locateCluster(name: string): ClusterLocation {
  if (process.getuid?.() !== 0) return { home: path.join(dataFolder, name), account: undefined };
  const checkoutFolder = path.join(sharedRoot, checkoutId());
  const home = path.join(checkoutFolder, name);
  mkdirSync(home, { recursive: true });
  // Root's umask may deny access to other accounts.
  for (const folder of [sharedRoot, checkoutFolder, home]) chmodSync(folder, 0o755);
  return { home, account: unprivilegedAccount() };
}

export function sharedBinariesFolder(version: string): string {
  return path.join(sharedRoot, `postgresql-${version}`);
}

/** Differs between paths and between clones, so that checkouts never share data. */
function checkoutId(): string {
  const file = path.join(dataFolder, 'checkout-id');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, randomUUID());
  }
  return createHash('sha256')
    .update(realpathSync('.'))
    .update(readFileSync(file))
    .digest('hex')
    .slice(0, 12);
}

function unprivilegedAccount(): Account {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => numericId(flag, name));
    if (uid && gid) return { uid, gid };
  }
  throw new CommandError(
    'PostgreSQL does not run as root, and this machine has no "postgres" or "nobody" account to run it. Use another account, or set DATABASE_URL.',
  );
}

function numericId(flag: string, name: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined;
  }
}
