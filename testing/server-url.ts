import pg from 'pg';

/** The URL of a database on the test server. Throws unless the test server is running. */
export function atDatabase(name: string): string {
  const server = process.env.TEST_SERVER_URL;
  if (!server)
    throw new Error('The test server is not running: start tests with vitest or npm test.');
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs statements on the server's default database. */
export async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(atDatabase('postgres'));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
