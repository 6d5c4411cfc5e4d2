import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import type { TestSimulator } from '../testing/simulator';
import { expect, test } from './support/control-room';

test.beforeEach(async ({ simulator }) => {
  await simulator.control('/reset', { method: 'POST' });
});

test('advancing the clock expires the deposit window of a launched sell, and the page updates live', async ({
  page,
  simulator,
}) => {
  await openControlRoom(page, simulator, '/scenarios');
  await card(page, 'No deposit').getByRole('button', { name: 'Launch a sell' }).click();
  const machine = page.getByRole('img', { name: 'The transaction is pending' });
  await expect(machine).toBeVisible();
  await markPage(page);
  await press(page, '+1 min');
  await expect(page.locator('#selected-id')).toBeVisible();
  await expect(machine).toBeVisible();
  await press(page, '+6 h');
  await expect(page.getByRole('img', { name: 'The transaction is failed' })).toBeVisible();
  await expect(page.getByText('Deposit window passed')).toBeVisible();
  await expect(page.locator('#announcer')).toContainText('sell 100 USDT is now failed');
  await expectSamePage(page);
});

test('settings are saved by group, with lists, words and objects, and a refused value is explained', async ({
  page,
  simulator,
}) => {
  await openControlRoom(page, simulator, '/settings');
  const group = (name: string) => page.getByRole('region', { name, exact: true });
  const save = (name: string) => group(name).getByRole('button', { name: 'Save' }).click();
  const read = async () => (await fetch(`${simulator.url}/control/api/settings`)).json();
  await page.getByLabel('Webhook URLs').fill('http://127.0.0.1:9/one, http://127.0.0.1:9/two');
  await page.getByLabel('Webhook signature').selectOption('timestamp');
  await save('Webhooks');
  await expect(page.locator('#outcome')).toHaveText('200: Done');
  await page.getByLabel('Speed').fill('instant');
  await page.getByLabel('Step (seconds)').fill('0.5');
  await save('Times');
  await expect(page.locator('#curl')).toContainText('"speed":"instant"');
  await page.getByLabel('Off-ramp enabled').selectOption('false');
  await page.getByLabel('Off-ramp refusal').fill('{"httpStatus":400,"error":"a","code":"b"}');
  await save('Orders');
  await expect.poll(read).toMatchObject({
    webhookUrls: ['http://127.0.0.1:9/one', 'http://127.0.0.1:9/two'],
    webhookSignature: 'timestamp',
    ...{ speed: 'instant', stepSeconds: 0.5, offrampEnabled: false },
    offrampRefusal: { httpStatus: 400, error: 'a', code: 'b' },
  });
  await page.getByLabel('Allowed IPs').fill('10.0.0.1 nowhere');
  await save('Access and identity');
  await expect(page.locator('#outcome')).toContainText('must be an IP address');
  await expect(page.getByLabel('Webhook URLs')).toHaveValue(
    'http://127.0.0.1:9/one, http://127.0.0.1:9/two',
  );
});

test('an action changes the transaction, and another window updates too', async ({
  page,
  simulator,
}) => {
  const id = await createTransaction(simulator, 'walker');
  await openControlRoom(page, simulator, `?tx=${id}`);
  const other = await page.context().newPage();
  await openControlRoom(other, simulator, `?tx=${id}`);
  await press(page, 'Decline the card');
  await expect(other.getByRole('img', { name: 'The transaction is failed' })).toBeVisible();
  await press(other, 'Retry the payment');
  await expect(page.getByRole('img', { name: 'The transaction is pending' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pay by card' })).toBeVisible();
});

test('an injected fault affects the partner until it is switched off', async ({
  page,
  simulator,
}) => {
  const id = await createTransaction(simulator, 'unlucky');
  await openControlRoom(page, simulator, '/faults');
  const fault = card(page, 'API returns an error');
  await expect(fault.getByText('Every request to the chosen endpoint')).toBeVisible();
  await fault.getByLabel('Endpoint').selectOption('transaction');
  await fault.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByRole('link', { name: '1 injected fault' })).toBeVisible();
  expect((await getTransaction(simulator, id)).status).toBe(502);
  await expect(fault.getByText('injected 1×')).toBeVisible();
  await fault.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByRole('link', { name: 'No injected faults' })).toBeVisible();
  expect((await getTransaction(simulator, id)).status).toBe(200);
});

test('a delivery shows its request and response, and can be resent', async ({
  page,
  simulator,
}) => {
  const id = await createTransaction(simulator, 'receiver');
  await openControlRoom(page, simulator, `?tx=${id}`);
  await press(page, 'Cancel');
  const deliveries = page.locator('#selected-deliveries > li');
  await expect(deliveries).toHaveCount(1);
  await deliveries.locator('summary').click();
  await expect(deliveries.locator('pre').first()).toContainText('"status": "cancelled"');
  await deliveries.getByRole('button', { name: 'Resend' }).click();
  await page.mouse.move(0, 0);
  await expect(deliveries).toHaveCount(2);
  await expect(deliveries.getByText('resent #')).toHaveCount(1);
});

test('an exported state can be imported after a reset', async ({ page, simulator }, testInfo) => {
  await createTransaction(simulator, 'keeper');
  await openControlRoom(page, simulator, '/state');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export state' }).click();
  const file = testInfo.outputPath('state.json');
  await (await download).saveAs(file);

  await press(page, 'Reset simulator');
  await press(page, 'Cancel');
  await expect.poll(() => countTransactions(simulator)).toBe(1);
  await press(page, 'Reset simulator');
  await press(page, 'Delete everything');
  await expect.poll(() => countTransactions(simulator)).toBe(0);

  await page.getByLabel('State file').setInputFiles(file);
  await press(page, 'Import and replace everything');
  await expect(page.locator('#outcome')).toContainText('204');
  await page.getByRole('link', { name: 'Transactions' }).click();
  await expect(page.getByRole('link', { name: 'buy 100 USDT' })).toBeVisible();

  const old = { ...JSON.parse(await readFile(file, 'utf8')), version: 0 };
  await writeFile(file, JSON.stringify(old));
  await page.getByRole('link', { name: 'State' }).click();
  await page.getByLabel('State file').setInputFiles(file);
  await press(page, 'Import and replace everything');
  await expect(page.locator('#outcome')).toContainText('version 1 is required');
});

test('the curl command shown for a button does the same as the button', async ({
  page,
  simulator,
}) => {
  const id = await createTransaction(simulator, "o'hara");
  await openControlRoom(page, simulator, `?tx=${id}`);
  await page.getByRole('button', { name: 'Pay by card' }).focus();
  const command = await page.locator('#curl').textContent();
  await promisify(execFile)('sh', ['-c', `${command} --silent --fail`]);
  await expect(page.getByRole('img', { name: 'The transaction is processing' })).toBeVisible();
  await page.getByRole('button', { name: 'Reject' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: 'The transaction is failed' })).toBeVisible();
  await expect(page.locator('#outcome')).toContainText('200');
});

test('a shared link launches nothing until its button is pressed', async ({ page, simulator }) => {
  await openControlRoom(page, simulator, '?scenario=payment_fails');
  await expect(page.getByRole('heading', { name: 'Payment fails' })).toBeVisible();
  expect(await countTransactions(simulator)).toBe(0);
  await press(page, 'Launch a buy');
  await expect(page.getByText('Payment fails, step', { exact: false })).toBeVisible();
  await openControlRoom(page, simulator, '?scenario=nonsense');
  await expect(page.getByRole('alert')).toContainText('There is no scenario “nonsense”');
});

const MALICIOUS_INPUT = '"><img src=x onerror="document.title=1"><script>document.title=2</script>';

test('input from a partner is shown as text and never executed', async ({ page, simulator }) => {
  const consoleErrors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && consoleErrors.push(message.text()));
  const id = await createTransaction(simulator, MALICIOUS_INPUT);
  await getTransaction(simulator, id);
  await openControlRoom(page, simulator, `?tx=${id}`);
  const userId = page.getByRole('button', { name: 'Copy "><img s…ipt>' });
  await expect(userId).toBeVisible();
  await expect(userId).toHaveAttribute('data-copy', MALICIOUS_INPUT);
  await press(page, 'Decline the card');
  await expect(page.getByRole('img', { name: 'The transaction is failed' })).toBeVisible();
  await openControlRoom(page, simulator, '/traffic');
  await expect(page.locator('main img, main script')).toHaveCount(0);
  await expect(page).toHaveTitle('Traffic · Proof simulator');
  expect(consoleErrors).toEqual([]);
});

async function openControlRoom(page: Page, simulator: TestSimulator, path: string): Promise<void> {
  await page.goto(`${simulator.url}/control${path}`);
  await expect(page.getByText('live', { exact: true })).toBeVisible();
}

const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click();

function card(page: Page, title: string): Locator {
  return page.getByRole('article', { name: title, exact: true });
}

const markPage = (page: Page) => page.evaluate(() => document.body.setAttribute('data-marked', ''));

async function expectSamePage(page: Page): Promise<void> {
  await expect(page.locator('body[data-marked]')).toBeAttached();
}

async function createTransaction(simulator: TestSimulator, user: string): Promise<string> {
  const response = await callPartnerApi(simulator, 'POST', '/widget/session', {
    partner_user_id: user,
    user_email: 'walker@example.com',
    network: 'TRC20',
    currency: 'USDT',
    amount: '100',
  });
  const { merchant_transaction_id: id }: { merchant_transaction_id: string } =
    await response.json();
  return id;
}

const getTransaction = (simulator: TestSimulator, id: string) =>
  callPartnerApi(simulator, 'GET', `/widget/transactions/${encodeURIComponent(id)}`);

function callPartnerApi(simulator: TestSimulator, method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${simulator.token}` };
  const text = body === undefined ? null : JSON.stringify(body);
  return fetch(`${simulator.url}${path}`, { method, headers, body: text });
}

async function countTransactions(simulator: TestSimulator): Promise<number> {
  const response = await simulator.control('/transactions');
  const { transactions }: { transactions: unknown[] } = await response.json();
  return transactions.length;
}
