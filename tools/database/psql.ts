import { spawn } from 'node:child_process';

/** A URL for PostgreSQL's own programs, and the environment with its password. */
export function connectionFor(databaseUrl: string): { url: string; env: NodeJS.ProcessEnv } {
  const url = new URL(databaseUrl);
  // All users of the machine can see arguments, but not the environment.
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(url.password) };
  url.password = '';
  // They reject parameters that only Prisma has, such as schema.
  for (const name of [...url.searchParams.keys()])
    if (!name.startsWith('ssl')) url.searchParams.delete(name);
  return { url: url.href, env };
}

/** Opens psql in this terminal. Returns its exit code, or null if psql is not installed. */
export function openPsql(databaseUrl: string): Promise<number | null> {
  const { url, env } = connectionFor(databaseUrl);
  const psql = spawn('psql', [url], { env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    psql.on('error', (error) =>
      'code' in error && error.code === 'ENOENT' ? resolve(null) : reject(error),
    );
    psql.on('exit', (code) => resolve(code ?? 1));
  });
}
