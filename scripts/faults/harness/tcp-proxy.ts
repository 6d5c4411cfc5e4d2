import net from 'node:net';
import type { Scope } from '../../process/scope';

export interface TcpProxy {
  port: number;
  /** Keeps the answers back from now on; requests still pass. */
  holdAnswers: () => void;
  /** Lets through what was kept back, and all that follows. */
  release: () => void;
  /** How many connections have an answer that is being kept back. */
  heldConnections: () => number;
}

type Connection = { client: net.Socket; target: net.Socket; held: Buffer[] };

/** A stretch of network between two programs on this machine that can be made to fail. */
export async function startTcpProxy(scope: Scope, targetPort: number): Promise<TcpProxy> {
  const connections = new Set<Connection>();
  let holding = false;
  const server = net.createServer((client) => {
    const target = net.connect(targetPort, '127.0.0.1');
    const connection: Connection = { client, target, held: [] };
    connections.add(connection);
    client.on('data', (chunk) => target.write(chunk));
    target.on('data', (chunk) => {
      if (holding) connection.held.push(chunk);
      else client.write(chunk);
    });
    for (const [socket, other] of [
      [client, target],
      [target, client],
    ] as const) {
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        other.destroy();
        connections.delete(connection);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The proxy has no port.');
  scope.defer(async () => {
    for (const { client, target } of connections) {
      client.destroy();
      target.destroy();
    }
    server.close();
  });
  return {
    port: address.port,
    holdAnswers: () => {
      holding = true;
    },
    release: () => {
      holding = false;
      for (const { client, held } of connections)
        for (const chunk of held.splice(0)) client.write(chunk);
    },
    heldConnections: () => [...connections].filter(({ held }) => held.length > 0).length,
  };
}
