import { spawn } from 'node:child_process';

/** Opens psql in this terminal. Returns its exit code, or null if psql is not installed. */
export function openPsql(databaseUrl: string): Promise<number | null> {
  const url = new URL(databaseUrl);
  // All users of the machine can see arguments, but not the environment.
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(url.password) };
  url.password = '';
  // psql rejects parameters that only Prisma has, such as schema.
  for (const name of [...url.searchParams.keys()])
    if (!name.startsWith('ssl')) url.searchParams.delete(name);
  const psql = spawn('psql', [url.href], { env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    psql.on('error', (error) =>
      'code' in error && error.code === 'ENOENT' ? resolve(null) : reject(error),
    );
    psql.on('exit', (code) => resolve(code ?? 1));
  });
}
