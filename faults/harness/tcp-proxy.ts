import net from 'node:net';
import type { Scope } from '../../tools/process/scope';

export interface TcpProxy {
  port: number;
  /** Keeps the answers back from now on; requests still pass. */
  holdAnswers: () => void;
  /** Lets through what was kept back, and all that follows. */
  release: () => void;
  /** How many requests that begin like this have an answer that is being kept back. */
  heldAnswersTo: (beginning: string) => number;
}

type Connection = { client: net.Socket; target: net.Socket; request: string; held: Buffer[] };

const REMEMBERED_BYTES = 64;

/** A stretch of network between two programs on this machine that can be made to fail. */
export async function startTcpProxy(scope: Scope, targetPort: number): Promise<TcpProxy> {
  const connections = new Set<Connection>();
  let holding = false;
  const server = net.createServer((client) => {
    const target = net.connect(targetPort, '127.0.0.1');
    const connection: Connection = { client, target, request: '', held: [] };
    connections.add(connection);
    joinSockets(connection, {
      keepsBack: () => holding,
      onClose: () => void connections.delete(connection),
    });
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
    heldAnswersTo: (beginning) =>
      [...connections].filter(
        ({ request, held }) => request.startsWith(beginning) && held.length > 0,
      ).length,
  };
}

function joinSockets(
  connection: Connection,
  { keepsBack, onClose }: { keepsBack: () => boolean; onClose: () => void },
): void {
  const { client, target, held } = connection;
  client.on('data', (chunk) => {
    // A connection carries one request after the other, each short enough for one piece.
    connection.request = chunk.toString('latin1', 0, REMEMBERED_BYTES);
    target.write(chunk);
  });
  target.on('data', (chunk) => {
    if (keepsBack()) held.push(chunk);
    else client.write(chunk);
  });
  for (const [socket, other] of [
    [client, target],
    [target, client],
  ] as const) {
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      other.destroy();
      onClose();
    });
  }
}
