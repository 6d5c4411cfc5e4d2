import net from 'node:net';
import { CommandError } from './command-error';

/** Throws a CommandError if `value`, which `variable` was set to, is not a free port. */
export async function requireFreePort(variable: string, value: string | undefined): Promise<void> {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new CommandError(
      `${variable}=${value} is not a port. Set it to a number from 1 to 65535.`,
    );
  // Browsers may try either for "localhost".
  const free = await Promise.all(['127.0.0.1', '::1'].map((host) => canListen(port, host)));
  if (free.every(Boolean)) return;
  const command = process.env.npm_lifecycle_event ?? 'demo';
  throw new CommandError(
    `Port ${port} is in use. Stop the program that uses it, or set ${variable} to another port, as in \`${variable}=${port + 10} npm run ${command}\`.`,
  );
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    // Other errors, such as on a machine without IPv6, do not mean that the port is in use.
    server.on('error', (error) => resolve(!('code' in error && error.code === 'EADDRINUSE')));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
