import net from 'node:net';
import { CommandError } from './command-error';

/** Fails with one sentence when a port that `variable` names is not a port, or not free. */
export async function requireFreePort(variable: string, value: string | undefined): Promise<void> {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new CommandError(`${variable}=${value} is not a port: set it to a number up to 65535.`);
  }
  // Both, since a browser may try either for "localhost".
  const free = await Promise.all(['127.0.0.1', '::1'].map((host) => canListen(port, host)));
  if (free.every(Boolean)) return;
  throw new CommandError(
    `Port ${port} is in use: stop the program that uses it, or choose another port with ${variable}, as in \`${variable}=${port + 10} npm run demo\`.`,
  );
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    // Other failures, such as a machine without IPv6, do not say that somebody has the port.
    server.on('error', (error) => resolve(!('code' in error && error.code === 'EADDRINUSE')));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
