/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { roomAssets } from './assets';
import { FaultsPage } from './faults-page';
import { FidelityPage } from './fidelity-page';
import { Room } from './layout';
import { type Readings, readingsFrom } from './readings';
import { ScenariosPage, SharedScenario } from './scenarios-page';
import { StatePage } from './state-page';
import { TrafficPage } from './traffic';
import { TransactionsPage } from './transactions-page';

const SHOWN = 50;
const SHOWN_OF_ONE = 20;
/** How far back the traffic of one transaction is looked for. */
const SEARCHED = 1_000;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

async function selection(readings: Readings, asked: string | undefined) {
  const transactions = await readings.transactions(SHOWN);
  const selected = asked ? await readings.transaction(asked) : (transactions[0] ?? null);
  const scenarios = await readings.scenarios();
  const id = selected?.merchant_transaction_id;
  const deliveries = id ? await readings.deliveries(SEARCHED) : [];
  const calls = id ? await readings.calls(SEARCHED) : [];
  return {
    transactions,
    selected,
    scenarios,
    deliveries: deliveries.filter((one) => one.transactionId === id).slice(0, SHOWN_OF_ONE),
    calls: calls.filter(({ path }) => id && path.includes(id)).slice(0, SHOWN_OF_ONE),
  };
}

type Page = (c: Context) => Promise<Child>;

/** Each page by its path below `/control`. */
function pagesOf(readings: Readings): Record<string, Page> {
  const scenarios = async (c: Context) => ({
    scenarios: await readings.scenarios(),
    origin: new URL(c.req.url).origin,
  });
  return {
    '/': async (c) => {
      const asked = c.req.query('scenario');
      if (asked !== undefined) return <SharedScenario {...(await scenarios(c))} asked={asked} />;
      return <TransactionsPage {...(await selection(readings, c.req.query('tx')))} />;
    },
    '/scenarios': async (c) => <ScenariosPage {...(await scenarios(c))} />,
    '/faults': async () => <FaultsPage faults={await readings.faults()} />,
    '/traffic': async () => {
      const deliveries = await readings.deliveries(SHOWN);
      return <TrafficPage deliveries={deliveries} calls={await readings.calls(SHOWN)} />;
    },
    '/fidelity': async () => <FidelityPage entries={await readings.fidelity()} />,
    '/state': async () => <StatePage />,
  };
}

/** The pages at `/control`. All they show and all they do goes through the control API. */
export function controlRoom(api: Hono): Hono {
  const room = new Hono();
  const readings = readingsFrom(api);
  room.route('/', roomAssets());
  for (const [path, page] of Object.entries(pagesOf(readings))) {
    room.get(path, async (c) => {
      const content = await page(c);
      const [clock, faults] = await Promise.all([readings.clock(), readings.faults()]);
      c.header('Cache-Control', 'no-store');
      c.header('Content-Security-Policy', POLICY);
      c.header('Referrer-Policy', 'no-referrer');
      c.header('X-Content-Type-Options', 'nosniff');
      const shown = (
        <Room page={path === '/' ? '' : path} clock={clock} faults={faults}>
          {content}
        </Room>
      );
      return c.html(html`<!doctype html>${shown}`);
    });
  }
  return room;
}
