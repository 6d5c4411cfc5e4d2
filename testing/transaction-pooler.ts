import net from 'node:net';
import pg from 'pg';

/** A message of the PostgreSQL protocol: its type, its length without the type, its content. */
const HEADER_BYTES = 5;

function message(type: string, content: Buffer): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write(type, 0);
  bytes.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([bytes, content]);
}

/** What a server sends once a client is signed in. */
const signedIn = Buffer.concat([
  message('R', Buffer.alloc(4)),
  message('K', Buffer.alloc(8)),
  message('Z', Buffer.from('I')),
]);

/**
 * A connection pooler in transaction mode with one connection to the server. As with PgBouncer, a
 * client has that connection for the time of a transaction, and notifications reach no client. It
 * signs in everybody, and knows simple queries only.
 */
export async function startTransactionPooler(
  databaseUrl: string,
): Promise<{ url: string; close: () => void }> {
  const upstream = new pg.Client(databaseUrl);
  upstream.on('error', () => {});
  await upstream.connect();
  const { stream } = upstream.connection;
  stream.removeAllListeners('data');

  let owner: net.Socket | undefined;
  const waiting: { client: net.Socket; query: Buffer }[] = [];
  const next = () => {
    const turn = owner ? undefined : waiting.shift();
    if (!turn) return;
    owner = turn.client;
    stream.write(turn.query);
  };
  let received = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= HEADER_BYTES && received.length > received.readInt32BE(1)) {
      const length = received.readInt32BE(1) + 1;
      const [type, content] = [String.fromCharCode(received[0] ?? 0), received.subarray(0, length)];
      if (type !== 'A') owner?.write(content);
      received = received.subarray(length);
      // "Z" with "I": ready, and in no transaction.
      if (type === 'Z' && content.at(-1) === 'I'.charCodeAt(0)) owner = undefined;
    }
    next();
  });

  const server = net.createServer((client) => {
    client.on('error', () => {});
    client.once('data', () => {
      client.write(signedIn);
      client.on('data', (query) => {
        if (String.fromCharCode(query[0] ?? 0) === 'X') client.end();
        else if (owner === client) stream.write(query);
        else waiting.push({ client, query });
        next();
      });
    });
  });
  const url = new URL(databaseUrl);
  url.port = await listen(server);
  return {
    url: url.href,
    close: () => {
      server.close();
      stream.destroy();
    },
  };
}

async function listen(server: net.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The pooler has no port.');
  return String(address.port);
}
