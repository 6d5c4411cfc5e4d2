import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type Side, sideSchema } from './contract';

type Session = Record<string, unknown>;

export type PaymentPage = {
  /** Makes the page for a session, and answers where it is. */
  show(session: Session, side: Side): string;
  close(): Promise<void>;
};

const TASKS: Record<Side, string> = {
  buy: 'Pay in the widget below. The check goes on by itself once the purchase has ended.',
  sell: 'Sell in the widget below and send the deposit. The check goes on once the payout is done.',
};

const camelCase = (name: string) =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The session as the widget takes it: every field, camel-cased, its value unchanged. */
export function widgetOptions(session: Session): Session {
  return Object.fromEntries(
    Object.entries(session).map(([name, value]) => [camelCase(name), value]),
  );
}

function pageFor(side: Side, widgetUrl: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Conformance: ${side}</title>
<link rel="stylesheet" href="/pay.css">
<script src="${encodeURI(widgetUrl).replaceAll('"', '%22')}"></script>
<script type="module" src="/pay.js"></script>
</head>
<body data-side="${side}">
<main>
<h1>Conformance check: ${side}</h1>
<p>${TASKS[side]} Do not reload: the widget’s token works once.</p>
<p id="told" role="status">The widget is loading…</p>
<div id="proof-widget"></div>
</main>
</body>
</html>`;
}

/** Serves, to this machine only, a page in which a person pays what the check has ordered. */
export async function servePaymentPage(widgetUrl: string): Promise<PaymentPage> {
  const sessions = new Map<Side, Session>();
  const script = readFileSync(new URL('pay.js', import.meta.url), 'utf8');
  const style = readFileSync(new URL('pay.css', import.meta.url), 'utf8');
  // Which origin the widget's frame has is not documented, so any may be framed.
  const policy = `default-src 'none'; script-src 'self' ${new URL(widgetUrl).origin}; style-src 'self' 'unsafe-inline'; connect-src 'self' https:; img-src * data:; frame-src *; base-uri 'none'`;
  const answers = (path: string): [type: string, text: string] | null => {
    if (path === '/pay.js') return ['text/javascript', script];
    if (path === '/pay.css') return ['text/css', style];
    const [, name, file] = path.split('/');
    const side = sideSchema.safeParse(name);
    const session = side.success ? sessions.get(side.data) : undefined;
    if (!side.success || !session) return null;
    if (file === 'session.json') return ['application/json', JSON.stringify(session)];
    return file === undefined ? ['text/html', pageFor(side.data, widgetUrl)] : null;
  };
  const server = createServer((request, response) => {
    const [type, text] = answers(request.url ?? '/') ?? ['text/plain', ''];
    response.writeHead(text === '' ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': policy,
      'cache-control': 'no-store',
    });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    show: (session, side) => {
      sessions.set(side, widgetOptions(session));
      return `http://localhost:${port}/${side}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
