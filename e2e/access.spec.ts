import { builtAction, builtActions, builtRoutes } from '../testing/built-app';
import { query } from './support/database';
import { expect, test } from './support/fixtures';
import { addPerson, callAction, orderAs, type Person } from './support/people';
import { type RawResponse, sendAsRouter } from './support/raw-request';
import type { Stack } from './support/stack';

const METRICS_TOKEN = 'b8c1e5f0a2d3947681e0f3a5c7d9b2e4';

test.use({ stackSettings: { METRICS_TOKEN } });
// In one worker, because the tests share a stack with their own settings.
test.describe.configure({ mode: 'default', timeout: 120_000 });

type Who = 'nobody' | 'another customer' | 'the owner' | 'an operator';
const everybody: Who[] = ['nobody', 'another customer', 'the owner', 'an operator'];

/** The status that each of them gets, in the order of `everybody`. */
type Statuses = [nobody: number, other: number, owner: number, operator: number];

/** Whom each page serves. A page that is missing here fails the test. */
const pages: Record<string, Statuses> = {
  '/': [200, 307, 307, 307],
  '/sign-in': [200, 307, 307, 307],
  '/sign-in/confirm': [200, 200, 200, 200],
  '/stage': [200, 200, 200, 200],
  '/account': [307, 200, 200, 200],
  '/buy': [307, 200, 200, 200],
  '/sell': [307, 200, 200, 200],
  '/transactions': [307, 200, 200, 200],
  '/transactions/[id]': [307, 404, 200, 404],
  '/ops': [307, 404, 404, 200],
  '/ops/attention': [307, 404, 404, 200],
  '/ops/audit': [307, 404, 404, 200],
  '/ops/calls': [307, 404, 404, 200],
  '/ops/deliveries': [307, 404, 404, 200],
  '/ops/deliveries/[id]': [307, 404, 404, 200],
  '/ops/doctor': [307, 404, 404, 200],
  '/ops/go-live': [307, 404, 404, 200],
  '/ops/transactions': [307, 404, 404, 200],
  '/ops/transactions/[id]': [307, 404, 404, 200],
  '/_global-error': [404, 404, 404, 404],
  '/_not-found': [404, 404, 404, 404],
};

/** What route handlers answer to a GET, and their methods. */
const handlers: Record<string, { methods: string; get: Statuses }> = {
  '/api/auth/[...nextauth]': {
    methods: 'GET, HEAD, OPTIONS, POST',
    get: [200, 200, 200, 200],
  },
  '/api/health': { methods: 'GET, HEAD, OPTIONS', get: [200, 200, 200, 200] },
  '/api/health/stream': { methods: 'GET, HEAD, OPTIONS', get: [200, 200, 200, 200] },
  '/api/live': { methods: 'GET, HEAD, OPTIONS', get: [200, 200, 200, 200] },
  '/api/metrics': { methods: 'GET, HEAD, OPTIONS', get: [401, 401, 401, 401] },
  '/api/transactions/export': { methods: 'GET, HEAD, OPTIONS', get: [401, 200, 200, 200] },
  '/api/transactions/stream': { methods: 'GET, HEAD, OPTIONS', get: [401, 200, 200, 200] },
  // The secret of the URL decides, not who sends it.
  '/api/webhooks/proof/[secret]': { methods: 'OPTIONS, POST', get: [405, 405, 405, 405] },
  '/apple-icon': { methods: 'GET, HEAD, OPTIONS', get: [200, 200, 200, 200] },
  '/icon': { methods: 'GET, HEAD, OPTIONS', get: [200, 200, 200, 200] },
};

/** Pages that show the owner's order to those whom they serve. */
const showingTheOrder = ['/transactions', '/transactions/[id]', '/api/transactions/export'];

/** What comes of each server action, in the order of `everybody`, with input about the owner's order. */
const actions: Record<string, [nobody: string, other: string, owner: string, operator: string]> = {
  savePreferencesAction: ['unauthenticated', 'done', 'done', 'done'],
  mintSessionAction: ['unauthenticated', 'done', 'done', 'done'],
  describeForSupportAction: ['unauthenticated', 'not_found', 'done', 'not_found'],
  resumeSessionAction: ['unauthenticated', 'session_expired', 'done', 'session_expired'],
  reportWidgetCallbackAction: ['unauthenticated', 'not_found', 'done', 'not_found'],
  // Done for others, too, but on none of their orders.
  markSessionOpenedAction: ['unauthenticated', 'done', 'done', 'done'],
  checkNowAction: ['unauthenticated', 'unknown', 'unknown', 'done'],
  replayDeliveryAction: ['unauthenticated', 'unknown', 'unknown', 'done'],
  settleContradictionAction: ['unauthenticated', 'unknown', 'unknown', 'not_found'],
  describeOrderForSupportAction: ['unauthenticated', 'unknown', 'unknown', 'done'],
  // Not a form, so nobody is signed in.
  signInAction: ['to /sign-in', 'to /sign-in', 'to /sign-in', 'to /sign-in'],
  signOutEverywhereAction: ['to /sign-in', 'to /sign-in', 'to /sign-in', 'to /sign-in'],
  signOutAction: ['to /sign-in', 'to /sign-in', 'to /sign-in', 'to /sign-in'],
};

/** For anyone in demo mode. Outside of it they do not exist (lib/stage/demo-mode.test.ts). */
const stageActions = [
  ...['resetStageAction', 'startStoryAction', 'stopStoryAction'],
  ...['switchBrandAction', 'switchCustomerAction'],
];

type Scene = Awaited<ReturnType<typeof setTheScene>>;

/** An order with a webhook, and everybody whom the app tells apart. */
async function setTheScene(stack: Stack) {
  const owner = await addPerson(stack, 'customer');
  const people: Record<Who, Person | null> = {
    nobody: null,
    'another customer': await addPerson(stack, 'customer'),
    'the owner': owner,
    'an operator': await addPerson(stack, 'operator'),
  };
  const order = await orderAs(stack, owner);
  await sendWebhook(stack, order.proofId);
  const [delivery] = await query<{ id: string }>(
    stack,
    'SELECT id FROM webhook_deliveries WHERE merchant_transaction_id = $1',
    [order.proofId],
  );
  const pathOf = (route: string) =>
    route
      .replace('deliveries/[id]', `deliveries/${delivery?.id}`)
      .replace('[id]', order.id)
      .replace('[secret]', 'x'.repeat(43))
      .replace('[...nextauth]', 'session')
      .replace('transactions/stream', 'transactions/stream?after=0');
  /** Returns what a response contains of what only the owner and operators may see. */
  const leaks = (who: Who, text: string) =>
    who === 'the owner' || who === 'an operator'
      ? []
      : [order.proofId, owner.id].filter((secret) => text.includes(secret));
  return { stack, people, order, deliveryId: delivery?.id, leaks, pathOf };
}

async function sendWebhook(stack: Stack, proofId: string, status = 'processing'): Promise<void> {
  const response = await fetch(`${stack.appUrl}/api/webhooks/proof/${stack.webhookSecret}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ merchant_transaction_id: proofId, status }),
  });
  expect(response.status).toBe(204);
}

/** The forms in which Next.js takes requests, with its internal headers as a client can forge them. */
function formsFor(path: string): Record<string, [string, string][]> {
  const rsc: [string, string] = ['rsc', '1'];
  const forged = (name: string, value: string): [string, string][] => [[name, value]];
  return {
    'a navigation within the app': [rsc],
    'a prefetch': [rsc, ['next-router-prefetch', '1']],
    'a prefetch of the tree': [
      ...[rsc, ['next-router-prefetch', '1'] as [string, string]],
      ['next-router-segment-prefetch', '/_tree'],
    ],
    'a request for data': forged('x-nextjs-data', '1'),
    'a forged subrequest of the proxy': forged(
      'x-middleware-subrequest',
      'proxy:proxy:proxy:proxy:proxy',
    ),
    'a forged subrequest in src': forged(
      'x-middleware-subrequest',
      'src/proxy:src/proxy:src/proxy',
    ),
    'a forged end of the proxy': forged('x-middleware-next', '1'),
    'a forged rewrite': forged('x-middleware-rewrite', path),
    'forged overrides': [
      ['x-middleware-override-headers', 'cookie'],
      ['x-middleware-request-cookie', ''],
    ],
    'a forged path of the render': [
      ['x-invoke-path', path],
      ['x-matched-path', path],
      ['x-nextjs-rewritten-path', path],
    ],
    'a forged path of the page': [
      ['x-path', path],
      ['next-url', path],
    ],
    'a forged request ID': forged('x-request-id', 'chosen'),
    'a forged host': [
      ['x-forwarded-host', 'localhost'],
      ['x-forwarded-for', '127.0.0.1'],
    ],
    'a forged preview': forged('x-prerender-revalidate', 'x'),
    'a forged resume': forged('next-resume', '1'),
  };
}

function open(
  { stack, people }: Scene,
  who: Who,
  target: string,
  headers: [string, string][] = [],
): Promise<RawResponse> {
  const cookie = people[who]?.cookie;
  const sent: [string, string][] = cookie ? [['cookie', cookie], ...headers] : headers;
  return sendAsRouter(stack.appUrl, { method: 'GET', target, headers: sent });
}

test('every page, route handler and server action of the build has a rule', () => {
  expect([...Object.keys(pages), ...Object.keys(handlers)].sort()).toEqual(builtRoutes().sort());
  const names = builtActions().map(({ name }) => name);
  expect([...Object.keys(actions), ...stageActions].sort()).toEqual(names.sort());
});

test('pages and route handlers serve those whom their rule names, and show an order to its owner and operators only', async ({
  stack,
}) => {
  const scene = await setTheScene(stack);
  const rules: [string, Statuses][] = [
    ...Object.entries(pages),
    ...Object.entries(handlers).map(([route, { get }]): [string, Statuses] => [route, get]),
  ];
  for (const [route, statuses] of rules)
    for (const [index, who] of everybody.entries()) {
      const { status, headers, body } = await open(scene, who, scene.pathOf(route));
      expect([route, who, status]).toEqual([route, who, statuses[index]]);
      expect([route, who, scene.leaks(who, headers + body)]).toEqual([route, who, []]);
      if (who === 'the owner' && showingTheOrder.includes(route))
        expect([route, body.includes(scene.order.proofId)]).toEqual([route, true]);
    }
});

test('no form of a request and no forged header opens a page that a plain request does not', async ({
  stack,
}) => {
  const scene = await setTheScene(stack);
  for (const [route, statuses] of Object.entries(pages))
    for (const [form, headers] of Object.entries(formsFor(scene.pathOf(route))))
      for (const [index, who] of everybody.entries()) {
        const plain = statuses[index];
        if (plain === 200) continue;
        const response = await open(scene, who, scene.pathOf(route), headers);
        const what = `${form} of ${route} by ${who}`;
        // To the router, Next.js sends a redirect or an unknown page as the content of a 200.
        const status = headers.some(([name]) => name === 'rsc') ? [plain, 200] : [plain];
        expect(status, what).toContain(response.status);
        expect(scene.leaks(who, response.headers + response.body), what).toEqual([]);
      }
});

test('each route handler has the methods of its rule and no others', async ({ stack }) => {
  for (const [route, { methods }] of Object.entries(handlers)) {
    const target = route.replace(/\[.+\]/, 'session');
    const { headers } = await sendAsRouter(stack.appUrl, {
      method: 'OPTIONS',
      target,
      headers: [],
    });
    expect([route, /^allow: (.*)$/im.exec(headers)?.[1]?.trim()]).toEqual([route, methods]);
  }
});

test('server actions do what their rule says, on their own page and on any other', async ({
  stack,
}) => {
  const scene = await setTheScene(stack);
  for (const [name, outcomes] of Object.entries(actions))
    for (const [index, who] of everybody.entries()) {
      const expected = outcomes[index];
      for (const page of ['/sign-in', '/account', ownPage(scene, name)]) {
        const { outcome, text } = await act(scene, who, name, page);
        const what = `${name} on ${page} by ${who}`;
        // An action that changes something has an effect once.
        if (expected !== 'done' || page === '/sign-in') expect(outcome, what).toBe(expected);
        expect(scene.leaks(who, text), what).toEqual([]);
      }
    }
});

function ownPage({ pathOf }: Scene, name: string): string {
  const [page = ''] = builtAction(name).pages;
  return pathOf(page.replace(/^app|\/\(\w+\)|\/page$/g, '')) || '/';
}

async function act(
  { stack, people, order, deliveryId }: Scene,
  who: Who,
  name: string,
  path: string,
) {
  const input = {
    ...{ transactionId: order.id, merchantTransactionId: order.proofId, callback: 'onReady' },
    ...{ deliveryId, sequence: 1, theme: 'dark', type: 'buy', asset: 'TRC20:USDT', amount: '10' },
    idempotencyKey: crypto.randomUUID(),
  };
  const call = { cookie: people[who]?.cookie ?? '', path, args: [input] };
  const response = await callAction(stack, name, call);
  const text = await response.text();
  const redirect = response.headers.get('x-action-redirect');
  const code = /"ok":false,"error":\{"code":"(\w+)"/.exec(text)?.[1];
  const outcome = redirect
    ? `to ${new URL(redirect.split(';')[0] ?? '', stack.appUrl).pathname}`
    : response.status === 404 || response.headers.has('x-nextjs-action-not-found')
      ? 'unknown'
      : (code ?? (text.includes('"ok":true') ? 'done' : text));
  return { outcome, text };
}

test('a stream delivers the events of its own user and of nobody else', async ({ stack }) => {
  const scene = await setTheScene(stack);
  const other = scene.people['another customer'];
  if (!other) throw new Error('Nobody is there.');
  const own = await orderAs(stack, other);
  const headers = { cookie: other.cookie };
  const stream = await fetch(`${stack.appUrl}/api/transactions/stream?after=0`, { headers });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  await sendWebhook(stack, scene.order.proofId, 'completed');
  await sendWebhook(stack, own.proofId, 'failed');
  let received = '';
  while (!received.includes('failed')) received += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  expect(received).toContain(own.id);
  expect(received).not.toContain(scene.order.id);
  expect(scene.leaks('another customer', received)).toEqual([]);
});
