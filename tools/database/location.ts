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

/** The unprivileged account that Postgres runs under when this process is root. */
interface Account {
  uid: number;
  gid: number;
}

export interface ClusterLocation {
  /** Holds the data folder, the password, the server's log and the list of its users. */
  home: string;
  /** Undefined for an ordinary user, who runs the server as themselves. */
  account: Account | undefined;
}

const dataFolder = path.resolve('.data');
const sharedRoot = '/var/lib/proof-ramp-demo';

/**
 * Where the embedded server called `name` keeps its files. PostgreSQL refuses to run as root, and
 * root's checkout may lie where no other account can reach it, so as root they live under /var/lib.
 */
export function locateCluster(name: string): ClusterLocation {
  if (process.getuid?.() !== 0) {
    return { home: path.join(dataFolder, name), account: undefined };
  }
  const ofCheckout = path.join(sharedRoot, checkoutId());
  const home = path.join(ofCheckout, name);
  mkdirSync(home, { recursive: true });
  // Explicitly, since root's umask may be one that keeps the account out.
  for (const folder of [sharedRoot, ofCheckout, home]) chmodSync(folder, 0o755);
  return { home, account: unprivilegedAccount() };
}

/** Under root the binaries are copied here, out of a checkout that may be out of reach. */
export function sharedBinariesFolder(version: string): string {
  return path.join(sharedRoot, `postgresql-${version}`);
}

/** Changes with the path and with a fresh clone, so that no checkout meets another one's data. */
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
    'PostgreSQL does not run as root, and this machine has no account "postgres" or "nobody" to run it under: start as an ordinary user, or set DATABASE_URL.',
  );
}

function numericId(flag: string, name: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined;
  }
}
