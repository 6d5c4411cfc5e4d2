import net from 'node:net';
import type { Scope } from '../../tools/process/scope';

export type TcpProxy = {
  port: number;
  /** Holds responses back from now on. Requests still pass. */
  holdResponses: () => void;
  /** Sends the held responses, and lets later ones pass. */
  release: () => void;
  /** The number of held connections whose latest request begins with `prefix`. */
  countHeldResponses: (prefix: string) => number;
};

type Connection = { client: net.Socket; target: net.Socket; request: string; held: Buffer[] };

const REQUEST_PREFIX_BYTES = 64;

/** A TCP proxy between two programs on this machine that can hold responses back. */
export async function startTcpProxy(scope: Scope, targetPort: number): Promise<TcpProxy> {
  const connections = new Set<Connection>();
  let holding = false;
  const server = net.createServer((client) => {
    const target = net.connect(targetPort, '127.0.0.1');
    const connection: Connection = { client, target, request: '', held: [] };
    connections.add(connection);
    forward(connection, {
      isHolding: () => holding,
      onClose: () => void connections.delete(connection),
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The TCP proxy has no port.');
  scope.defer(async () => {
    for (const { client, target } of connections) {
      client.destroy();
      target.destroy();
    }
    server.close();
  });
  return {
    port: address.port,
    holdResponses: () => {
      holding = true;
    },
    release: () => {
      holding = false;
      for (const { client, held } of connections)
        for (const chunk of held.splice(0)) client.write(chunk);
    },
    countHeldResponses: (prefix) =>
      [...connections].filter(({ request, held }) => request.startsWith(prefix) && held.length > 0)
        .length,
  };
}

function forward(
  connection: Connection,
  { isHolding, onClose }: { isHolding: () => boolean; onClose: () => void },
): void {
  const { client, target, held } = connection;
  client.on('data', (chunk) => {
    // A connection carries one request after the other, each small enough for one chunk.
    connection.request = chunk.toString('latin1', 0, REQUEST_PREFIX_BYTES);
    target.write(chunk);
  });
  target.on('data', (chunk) => {
    if (isHolding()) held.push(chunk);
    else client.write(chunk);
  });
  for (const [socket, peer] of [
    [client, target],
    [target, client],
  ] as const) {
    socket.on('error', () => peer.destroy());
    socket.on('close', () => {
      peer.destroy();
      onClose();
    });
  }
}
