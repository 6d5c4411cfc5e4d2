/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { proofApiDocument } from '../reference/proof-api';
import {
  type ControlApiClient,
  controlApiClient,
  type OpenApi,
  type Transaction,
} from './api-client';
import { roomAssets } from './assets';
import { EmbedPage } from './embed-page';
import { FaultsPage } from './faults-page';
import { FidelityPage } from './fidelity-page';
import { Layout } from './layout';
import { type DocumentedApi, ReferencePage } from './reference-page';
import { ScenariosPage, SharedScenario } from './scenarios-page';
import { SettingsPage } from './settings-page';
import { StatePage } from './state-page';
import { TrafficPage } from './traffic-page';
import { TransactionsPage } from './transactions-page';

const MAX_ENTRIES = 50;
const MAX_ENTRIES_PER_TRANSACTION = 20;
/** How many log entries are searched for those of one transaction. */
const SEARCHED_ENTRIES = 1_000;

const EMBED_PATH = '/embed';

/** Only the partner app may show a page in a frame, and only the one without commands. */
function contentSecurityPolicy(ancestors: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');
}

async function transactionsProps(client: ControlApiClient, requestedId: string | undefined) {
  const transactions = await client.transactions(MAX_ENTRIES);
  const selected = requestedId ? await client.transaction(requestedId) : (transactions[0] ?? null);
  const scenarios = await client.scenarios();
  const app = await client.partnerApp();
  const traffic = await trafficOf(client, selected, MAX_ENTRIES_PER_TRANSACTION);
  return { transactions, selected, scenarios, app, ...traffic };
}

/** Nothing until a transaction is named: the newest one can be another customer's. */
async function embedProps(client: ControlApiClient, requestedId: string | undefined) {
  const selected = requestedId ? await client.transaction(requestedId) : null;
  return { selected, ...(await trafficOf(client, selected, SEARCHED_ENTRIES)) };
}

/** The newest messages and requests of a transaction. */
async function trafficOf(client: ControlApiClient, selected: Transaction | null, limit: number) {
  const id = selected?.merchant_transaction_id;
  const deliveries = id ? await client.deliveries(SEARCHED_ENTRIES) : [];
  const dropped = id ? await client.dropped(SEARCHED_ENTRIES) : [];
  const calls = id ? await client.calls(SEARCHED_ENTRIES) : [];
  return {
    deliveries: deliveries.filter((one) => one.transactionId === id).slice(0, limit),
    dropped: dropped.filter((one) => one.transactionId === id).slice(0, limit),
    calls: calls.filter(({ path }) => id && path.includes(id)).slice(0, limit),
  };
}

/** The operations of an OpenAPI document, with the URL that they start with. */
function documentedApi(document: string, { info, servers, paths }: OpenApi): DocumentedApi {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const [server] = operation.servers ?? servers;
      const url = server?.url.replace(/\/$/, '') ?? '';
      return { method: method.toUpperCase(), path: url + path, summary: operation.summary };
    }),
  );
  return { title: info.title, document, operations };
}

type Page = (c: Context) => Promise<Child>;

/** Each page by its path below `/control`. */
function pagesOf(client: ControlApiClient): Record<string, Page> {
  const scenarios = async (c: Context) => ({
    scenarios: await client.scenarios(),
    users: await client.users(),
    app: await client.partnerApp(),
    origin: new URL(c.req.url).origin,
  });
  return {
    '/': async (c) => {
      const requested = c.req.query('scenario');
      if (requested !== undefined) {
        return <SharedScenario {...(await scenarios(c))} requested={requested} />;
      }
      return <TransactionsPage {...(await transactionsProps(client, c.req.query('tx')))} />;
    },
    '/scenarios': async (c) => <ScenariosPage {...(await scenarios(c))} />,
    '/faults': async (c) => (
      <FaultsPage {...(await client.faults())} query={c.req.query('q') ?? ''} />
    ),
    '/traffic': async () => {
      const [deliveries, dropped, calls] = await Promise.all([
        client.deliveries(MAX_ENTRIES),
        client.dropped(MAX_ENTRIES),
        client.calls(MAX_ENTRIES),
      ]);
      return <TrafficPage deliveries={deliveries} dropped={dropped} calls={calls} />;
    },
    '/settings': async () => <SettingsPage settings={await client.settings()} />,
    '/fidelity': async () => <FidelityPage entries={await client.fidelity()} />,
    [EMBED_PATH]: async (c) => <EmbedPage {...(await embedProps(client, c.req.query('tx')))} />,
    '/reference': async () => (
      <ReferencePage
        apis={[
          documentedApi('/openapi.json', proofApiDocument()),
          documentedApi('/control/api/openapi.json', await client.document()),
        ]}
      />
    ),
    '/state': async () => <StatePage app={await client.partnerApp()} />,
  };
}

/** The pages at `/control`. They read and change everything through the control API. */
export function controlRoom(api: Hono, partnerUrl: string | null): Hono {
  const room = new Hono();
  const client = controlApiClient(api);
  room.route('/', roomAssets());
  for (const [path, page] of Object.entries(pagesOf(client))) {
    room.get(path, async (c) => {
      const content = await page(c);
      const [clock, { faults }] = await Promise.all([client.clock(), client.faults()]);
      c.header('Cache-Control', 'no-store');
      const embedded = path === EMBED_PATH;
      const ancestors = embedded && partnerUrl !== null ? new URL(partnerUrl).origin : "'none'";
      c.header('Content-Security-Policy', contentSecurityPolicy(ancestors));
      c.header('Referrer-Policy', 'no-referrer');
      c.header('X-Content-Type-Options', 'nosniff');
      const document = (
        <Layout page={path === '/' ? '' : path} {...{ clock, faults, embedded }}>
          {content}
        </Layout>
      );
      return c.html(html`<!doctype html>${document}`);
    });
  }
  return room;
}
