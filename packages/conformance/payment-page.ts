import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type OrderType, orderTypeSchema } from './contract';

type Session = Record<string, unknown>;

export type PaymentPage = {
  /** Returns the URL of the page for a session. */
  show(session: Session, type: OrderType): string;
  close(): Promise<void>;
};

const INSTRUCTIONS: Record<OrderType, string> = {
  buy: 'Pay in the widget below. The check continues when the purchase is complete.',
  sell: 'Sell in the widget below and send the deposit. The check continues after the payout.',
};

const camelCase = (name: string) =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The widget takes every field of the session, camel-cased, with the value unchanged. */
function widgetOptions(session: Session): Session {
  return Object.fromEntries(
    Object.entries(session).map(([name, value]) => [camelCase(name), value]),
  );
}

function renderPage(type: OrderType, widgetUrl: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Conformance check: ${type}</title>
<link rel="stylesheet" href="/payment-page.css">
<script src="${encodeURI(widgetUrl).replaceAll('"', '%22')}"></script>
<script type="module" src="/run-widget.js"></script>
</head>
<body data-type="${type}">
<main>
<h1>Conformance check: ${type}</h1>
<p>${INSTRUCTIONS[type]} Do not reload this page: the widget’s token can be used only once.</p>
<p id="widget-status" role="status">The widget is loading…</p>
<div id="proof-widget"></div>
</main>
</body>
</html>`;
}

/** Serves a page on localhost in which a person pays for an order of the check. */
export async function servePaymentPage(widgetUrl: string): Promise<PaymentPage> {
  const sessions = new Map<OrderType, Session>();
  const script = readFileSync(new URL('run-widget.js', import.meta.url), 'utf8');
  const style = readFileSync(new URL('payment-page.css', import.meta.url), 'utf8');
  // The origin of the widget's frame is not documented, so any origin is allowed.
  const policy = `default-src 'none'; script-src 'self' ${new URL(widgetUrl).origin}; style-src 'self' 'unsafe-inline'; connect-src 'self' https:; img-src * data:; frame-src *; base-uri 'none'`;
  const route = (path: string): [type: string, text: string] | null => {
    if (path === '/run-widget.js') return ['text/javascript', script];
    if (path === '/payment-page.css') return ['text/css', style];
    const [, name, file] = path.split('/');
    const type = orderTypeSchema.safeParse(name);
    const session = type.success ? sessions.get(type.data) : undefined;
    if (!type.success || !session) return null;
    if (file === 'session.json') return ['application/json', JSON.stringify(session)];
    return file === undefined ? ['text/html', renderPage(type.data, widgetUrl)] : null;
  };
  const server = createServer((request, response) => {
    const [type, text] = route(request.url ?? '/') ?? ['text/plain', ''];
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
    show: (session, type) => {
      sessions.set(type, widgetOptions(session));
      return `http://localhost:${port}/${type}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
