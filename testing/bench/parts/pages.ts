import { chromium } from '@playwright/test';
import { db } from '../../../lib/db';
import { browserArguments } from '../../../tools/browser/find-browser';
import { requireBrowser } from '../../../tools/browser/install-browser';
import { startSimulator } from '../../../tools/simulator/start';
import { startApp } from '../../../tools/steps/start-app';
import { addPastTransactions } from '../../past-transactions';
import { sessionCookie } from '../../session-cookie';
import { inTurn, type Measurement } from '../measurement';
import type { BenchContext, Part } from '../part';
import { startBareApp } from './bare-app';
import { type Cookie, firstLoadKilobytes, loadPage } from './page-load';

const USER_ID = 'user-who-opens-pages';
/** More than a page of the history shows. */
const TRANSACTIONS = 30;

/** The customer's pages on a slow phone, beside a bare page of the same Next.js. */
export const measurePages: Part = async ({ scope, env }) => {
  const bareUrl = await startBareApp(scope);
  const settings = { ...env, RECONCILER: 'off' };
  await startSimulator(scope, settings, 'log');
  await startApp(scope, settings, 'log');
  const [pages, cookie] = [await addPages(env), await signIn(env)];
  const executablePath = await requireBrowser();
  const browser = await chromium.launch({ executablePath, args: browserArguments() });
  scope.defer(() => browser.close());
  const sides = { bare: bareUrl, ...pages };
  // The home page leads somebody who is signed in on to the order form.
  const cookieFor = (url: string) => (url === pages.home ? null : cookie);
  const loads = await inTurn(
    mapValues(sides, (url) => () => loadPage(browser, url, cookieFor(url))),
  );
  const kilobytesOf = (url: string) => firstLoadKilobytes(url, cookieFor(url));
  const bareKilobytes = await kilobytesOf(bareUrl);
  const names = Object.keys(pages) as (keyof typeof pages)[];
  const rows = names.map(
    async (name): Promise<Measurement[]> => [
      {
        name: `${name}: JavaScript of the first load`,
        unit: 'kB',
        values: [await kilobytesOf(pages[name])],
        comparedWith: { name: 'a bare page', values: [bareKilobytes] },
        target: { atMost: 1.25 },
      },
      {
        name: `${name}: largest contentful paint`,
        unit: 'ms',
        values: loads[name].map(({ lcpMs }) => lcpMs),
        comparedWith: { name: 'a bare page', values: loads.bare.map(({ lcpMs }) => lcpMs) },
        target: { atMost: 2 },
      },
      {
        name: `${name}: layout shift`,
        unit: '',
        values: loads[name].map(({ cls }) => cls),
        target: { atMost: 0.02 },
      },
      {
        name: `${name}: main thread blocked`,
        unit: 'ms',
        values: loads[name].map(({ blockedMs }) => blockedMs),
        target: { atMost: 200 },
      },
    ],
  );
  return [
    ...(await Promise.all(rows)).flat(),
    {
      name: 'a bare page: main thread blocked',
      unit: 'ms',
      values: loads.bare.map(({ blockedMs }) => blockedMs),
      target: { atMost: 200 },
    },
  ];
};

async function addPages(env: BenchContext['env']) {
  await db().user.create({ data: { id: USER_ID, email: 'pages@example.com' } });
  await addPastTransactions(USER_ID, TRANSACTIONS);
  const order = await db().transaction.findFirstOrThrow({ where: { userId: USER_ID } });
  const url = `http://127.0.0.1:${env.PORT}`;
  return {
    home: `${url}/`,
    buy: `${url}/buy`,
    sell: `${url}/sell`,
    history: `${url}/transactions`,
    transaction: `${url}/transactions/${order.id}`,
  };
}

async function signIn(env: BenchContext['env']): Promise<Cookie> {
  return sessionCookie(USER_ID, String(env.AUTH_SECRET));
}

function mapValues<Key extends string, Value, Mapped>(
  record: Record<Key, Value>,
  map: (value: Value) => Mapped,
): Record<Key, Mapped> {
  const entries = Object.entries<Value>(record).map(([key, value]) => [key, map(value)]);
  return Object.fromEntries(entries) as Record<Key, Mapped>;
}
