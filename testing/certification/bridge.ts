import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import getPort from 'get-port';
import pg from 'pg';
import { z } from 'zod';
import { builtAction } from '../built-app';
import { sessionCookie } from '../session-cookie';

type Bridge = { url: string; close: () => Promise<void> };

/**
 * What a certification needs of this app, over HTTP: it places orders and reads pages as a customer's
 * browser does, of the web process at `appUrl`. The app itself has no such API.
 */
export async function startBridge(
  appUrl: string,
  authSecret: string,
  databaseUrl: string,
): Promise<Bridge> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const cookieOf = async (email: string) => {
    const { rows } = await pool.query(
      `INSERT INTO users (id, email) VALUES (gen_random_uuid(), $1)
       ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id`,
      [email],
    );
    const { name, value } = await sessionCookie(rows[0].id, authSecret, appUrl);
    return `${name}=${value}`;
  };
  const server = createServer(async (request, response) => {
    const respond = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    try {
      const cookie = await cookieOf(String(request.headers['x-user-email']));
      const [, kind, id = ''] = String(request.url).split('/');
      if (request.method === 'POST') return respond(...(await placeOrder(appUrl, cookie, request)));
      if (kind === 'orders') return respond(200, { status: await readStatus(appUrl, cookie, id) });
      return respond(200, { balance: await readBalance(appUrl, cookie) });
    } catch (error) {
      // The certification shows it as the backend's answer.
      return respond(502, { error: String(error) });
    }
  });
  const port = await getPort();
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await pool.end();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

const resultSchema = z.union([
  z.object({
    ok: z.literal(true),
    data: z.object({ transactionId: z.string(), session: z.json() }),
  }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string() }) }),
]);

/** Codes of errors that a retry does not help against (lib/errors.ts). */
const refused =
  /^(invalid_input|key_reused|offramp_not_enabled|asset_not_available|identity_required|order_not_accepted|too_many_\w+|mint_in_progress)$/;

/** Calls the action of the order form. */
async function placeOrder(
  appUrl: string,
  cookie: string,
  request: IncomingMessage,
): Promise<[status: number, body: unknown]> {
  const forwarded = request.headers['x-forwarded-for'];
  const response = await fetch(`${appUrl}/buy`, {
    method: 'POST',
    headers: {
      ...{ cookie, origin: appUrl, 'content-type': 'text/plain;charset=UTF-8' },
      'next-action': builtAction('mintSessionAction').id,
      ...(forwarded && { 'x-forwarded-for': String(forwarded) }),
    },
    body: `[${await text(request)}]`,
  });
  const body = await response.text();
  // A row of the response is an ID, a colon and JSON. One of them is the action's result.
  const row = /^\w+:(\{"ok":.*)$/m.exec(body)?.[1];
  if (row === undefined)
    return [response.ok ? 502 : response.status, { error: body.slice(0, 200) }];
  const result = resultSchema.parse(JSON.parse(row));
  if (result.ok) return [200, { id: result.data.transactionId, session: result.data.session }];
  return [refused.test(result.error.code) ? 422 : 503, { error: result.error.code }];
}

async function readPage(appUrl: string, cookie: string, path: string): Promise<string> {
  const response = await fetch(appUrl + path, { headers: { cookie }, redirect: 'manual' });
  if (response.status !== 200) throw new Error(`${path} responded with ${response.status}.`);
  return response.text();
}

/** The word in the badge at the top of an order's page. */
async function readStatus(appUrl: string, cookie: string, id: string): Promise<string> {
  const page = await readPage(appUrl, cookie, `/transactions/${id}`);
  const main = page.slice(page.indexOf('<main'));
  const word = /(Pending|Processing|Completed|Failed|Cancelled)<\/span>/.exec(main)?.[1];
  if (!word) throw new Error('The page shows no status.');
  return word;
}

/** The balance above the history. */
async function readBalance(appUrl: string, cookie: string): Promise<string> {
  const page = await readPage(appUrl, cookie, '/transactions');
  if (page.includes('Your balance is empty')) return '0';
  const shown = page.slice(page.indexOf('Your balance:')).replace(/<[^>]*>/g, '');
  const amount = /^Your balance:\s*(-?[\d,.]+)/.exec(shown)?.[1];
  if (!amount) throw new Error('The page shows no balance.');
  return amount.replaceAll(',', '');
}
