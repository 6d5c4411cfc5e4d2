import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { z } from 'zod';
import type { Control } from '../testing/simulator';
import { expect, test } from './support/fixtures';
import { placeOrder, signInAs } from './support/journey';
import { proofIdOn } from './support/provider';

test('an invalid amount shows a message at the field, and nothing is sent to Proof', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const before = await countSessionCalls(stack.control);
  await page.goto('/buy');
  const amount = page.getByLabel('You buy');
  for (const [typed, message] of [
    ['0', 'Enter an amount greater than zero.'],
    ['1.1234567', 'Enter at most 6 decimal places for USDT.'],
    ['99999999999', 'Enter less than 1,000,000 USDT.'],
    ['ten', 'Enter a number, for example 100 or 99.50.'],
  ] as const) {
    await amount.fill(typed);
    await page.getByRole('button', { name: 'Continue to payment' }).click();
    await expect(page.getByText(message)).toBeVisible();
    await expect(amount).toHaveAttribute('aria-invalid', 'true');
    await expect(amount).toHaveValue(typed);
  }
  expect(await countSessionCalls(stack.control)).toBe(before);
});

test('a customer whose sign-in has expired is asked to sign in, keeps their input, and places no order', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  await page.goto('/buy');
  await page.getByLabel('You buy').fill('33');
  await page.context().clearCookies();
  const before = await countSessionCalls(stack.control);
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await expect(page.getByText("You're signed out. Sign in and try again.")).toBeVisible();
  const signIn = page.getByRole('main').getByRole('link', { name: 'Sign in' });
  await expect(signIn).toHaveAttribute(
    'href',
    '/sign-in?next=%2Fbuy%3Fasset%3DTRC20%253AUSDT%26amount%3D33',
  );
  await expect(page.getByLabel('You buy')).toHaveValue('33');
  expect(await countSessionCalls(stack.control)).toBe(before);
});

test("when Proof rejects an order, the customer sees a message and a request id, and the operator sees Proof's error", async ({
  page,
  browser,
  stack,
}) => {
  await injectFault(stack.control, {
    endpoint: 'session',
    times: 1,
    httpStatus: 400,
    error: 'wallet_not_supported',
    code: 'WALLET_NOT_SUPPORTED',
  });
  await signInAs(page, stack, 'verified customer');
  await page.goto('/buy');
  await page.getByLabel('You buy').fill('34');
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await expect(page.getByText("This asset isn't available right now.")).toBeVisible();
  await expect(page.getByText('WALLET_NOT_SUPPORTED')).toHaveCount(0);
  const notice = (await page.getByRole('main').textContent()) ?? '';
  const requestId = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(notice)?.[0] ?? 'none shown';

  const operator = await browser.newPage({ baseURL: stack.appUrl });
  await signInAs(operator, stack, 'operator');
  await operator.goto('/ops/calls?show=failed');
  await expect(
    operator.getByRole('alert').filter({ hasText: 'No wallet for this currency and network' }),
  ).toBeVisible();
  const calls = operator.getByRole('table', { name: 'Calls to Proof' });
  const call = calls.getByRole('row').filter({ hasText: 'WALLET_NOT_SUPPORTED' }).first();
  await expect(call).toContainText('400');
  await expect(call).toContainText('wallet_not_supported');
  await expect(call).toContainText(requestId.slice(-8));
  await operator.close();
});

test('when checks of a transaction get no response, the operator sees the transaction and the error', async ({
  page,
  browser,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const { transactionPath } = await placeOrder(page, 'buy', '35');
  await injectFault(stack.control, {
    endpoint: 'transaction',
    times: 1000,
    httpStatus: 502,
    error: 'upstream_error',
    code: 'provider_error',
  });
  await page.goto(transactionPath);
  const proofId = await proofIdOn(page);

  const operator = await browser.newPage({ baseURL: stack.appUrl });
  await signInAs(operator, stack, 'operator');
  await expect(async () => {
    await operator.goto('/ops/attention');
    const row = operator
      .getByRole('row')
      .filter({ hasText: proofId.slice(-8) })
      .filter({ hasText: /The last (\d+ )?status checks? failed/ });
    await expect(row).toHaveCount(1, { timeout: 1_000 });
    await operator.goto('/ops/calls?show=failed');
    const calls = operator.getByRole('table', { name: 'Calls to Proof' });
    const call = calls.getByRole('row').filter({ hasText: 'provider_error' }).first();
    await expect(call).toContainText('502', { timeout: 1_000 });
  }).toPass();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await operator.close();
});

test('a customer who places orders too often is asked to wait, and no session is minted', async ({
  page,
  stack,
}) => {
  const userId = await signInAs(page, stack, 'verified customer');
  const client = new pg.Client(stack.databaseUrl);
  await client.connect();
  await client
    .query("INSERT INTO rate_limits VALUES ($1, 20, now() + interval '1 minute')", [
      `mint session, 60 s:${userId}`,
    ])
    .finally(() => client.end());
  const before = await countSessionCalls(stack.control);
  await page.goto('/buy');
  await page.getByLabel('You buy').fill('36');
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await expect(page.getByText("You've done this too often.")).toBeVisible();
  expect(await countSessionCalls(stack.control)).toBe(before);
});

test('a customer who exports or opens streams too often is told when to try again', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  for (const [path, times] of [
    ['export', 10],
    ['stream?after=999', 120],
  ] as const) {
    const get = () => page.request.get(`/api/transactions/${path}`);
    let refused = await get();
    // The page has opened a stream of its own.
    for (let time = 0; time < times && refused.status() !== 429; time += 1) refused = await get();
    expect(refused.status()).toBe(429);
    expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(0);
  }
});

test('next-auth is handed no body above 16 KB, and one without end is cut off', async ({
  stack,
}) => {
  const post = (path: string, body: BodyInit) =>
    fetch(`${stack.appUrl}/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
      ...({ duplex: 'half' } as object),
    });
  for (const path of ['callback/demo', 'signin/nodemailer', 'signout', 'anything']) {
    expect([path, (await post(path, 'a'.repeat(17_000))).status]).toEqual([path, 413]);
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
    });
    // Its connection is closed, before or after the response arrives.
    const [ended] = await Promise.allSettled([post(path, endless)]);
    if (ended.status === 'fulfilled') expect(ended.value.status).toBe(413);
  }
});

test('no cookie writes a line of its own into the log', async ({ stack }) => {
  const logged = async () => (await readFile(stack.logFile, 'utf8')).split('\n');
  for (const name of ['authjs.callback-url', 'authjs.session-token', 'authjs.csrf-token'])
    await fetch(`${stack.appUrl}/api/auth/session`, {
      headers: { cookie: `${name}=${encodeURIComponent('x\nforged line')}` },
    });
  await expect.poll(logged).toContainEqual(expect.stringContaining('was refused'));
  const forged = (await logged()).filter((line) => line.includes('forged'));
  for (const line of forged) expect(JSON.parse(line)).toHaveProperty('level');
});

test('an error of the sign-in that nobody knows is a message, not a failure', async ({ page }) => {
  for (const error of ['constructor', '__proto__', 'toString', 'x'.repeat(2_000), '%00']) {
    const response = await page.goto(`/sign-in?error=${error}`);
    expect(response?.status()).toBe(200);
    await expect(page.getByText('Something went wrong. Try again.')).toBeVisible();
  }
});

test.afterEach(({ stack }) => stack.control('/faults', { method: 'DELETE' }));

async function injectFault(control: Control, fault: object): Promise<void> {
  const response = await control('/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  expect(response.ok, await response.text()).toBe(true);
}

const callsSchema = z.object({ calls: z.array(z.object({ path: z.string() })) });

async function countSessionCalls(control: Control): Promise<number> {
  const { calls } = callsSchema.parse(await (await control('/calls?limit=10000')).json());
  return calls.filter(({ path }) => path === '/widget/session').length;
}
