import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import type { TestSimulator } from '../testing/simulator';
import { expect, test } from './support/room';

/** What sales and QA do at the simulator's own pages. */

test.beforeEach(async ({ simulator }) => {
  await simulator.control('/reset', { method: 'POST' });
});

test('the deposit window of a launched sale passes by the clock, and the page follows live', async ({
  page,
  simulator,
}) => {
  await enter(page, simulator, '/scenarios');
  await card(page, 'Deposit never').getByRole('button', { name: 'Launch a sell' }).click();
  const machine = page.getByRole('img', { name: 'The transaction is pending' });
  await expect(machine).toBeVisible();
  await mark(page);
  await press(page, '+1 min');
  await expect(page.locator('#selected-id')).toBeVisible();
  await expect(machine).toBeVisible();
  await press(page, '+6 h');
  await expect(page.getByRole('img', { name: 'The transaction is failed' })).toBeVisible();
  await expect(page.getByText('Deposit window passed')).toBeVisible();
  await expect(page.locator('#announcer')).toContainText('sell 100 USDT is now failed');
  await expectSamePage(page);
});

test('a step at a click moves the transaction, and another window sees it', async ({
  page,
  simulator,
}) => {
  const id = await mint(simulator, 'walker');
  await enter(page, simulator, `?tx=${id}`);
  const other = await page.context().newPage();
  await enter(other, simulator, `?tx=${id}`);
  await press(page, 'Decline the card');
  await expect(other.getByRole('img', { name: 'The transaction is failed' })).toBeVisible();
  await press(other, 'Retry the payment');
  await expect(page.getByRole('img', { name: 'The transaction is pending' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pay by card' })).toBeVisible();
});

test('a fault switched on strikes the partner until it is switched off', async ({
  page,
  simulator,
}) => {
  const id = await mint(simulator, 'unlucky');
  await enter(page, simulator, '/faults');
  const fault = card(page, 'API answers an error');
  await expect(fault.getByText('Every call of the chosen endpoint')).toBeVisible();
  await fault.getByLabel('Endpoint').selectOption('transaction');
  await fault.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByRole('link', { name: '1 fault on' })).toBeVisible();
  expect((await read(simulator, id)).status).toBe(502);
  await expect(fault.getByText('struck 1×')).toBeVisible();
  await fault.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByRole('link', { name: 'No faults on' })).toBeVisible();
  expect((await read(simulator, id)).status).toBe(200);
});

test('a delivery shows what was sent and answered, and is sent again at a click', async ({
  page,
  simulator,
}) => {
  const id = await mint(simulator, 'receiver');
  await enter(page, simulator, `?tx=${id}`);
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

test('the state leaves as one file, and comes back after a reset', async ({
  page,
  simulator,
}, testInfo) => {
  await mint(simulator, 'keeper');
  await enter(page, simulator, '/state');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export the state' }).click();
  const file = testInfo.outputPath('state.json');
  await (await download).saveAs(file);

  await press(page, 'Reset the simulator');
  await press(page, 'Keep everything');
  await expect.poll(() => countTransactions(simulator)).toBe(1);
  await press(page, 'Reset the simulator');
  await press(page, 'Yes');
  await expect.poll(() => countTransactions(simulator)).toBe(0);

  await page.getByLabel('State file').setInputFiles(file);
  await press(page, 'Import, replacing everything');
  await expect(page.locator('#outcome')).toContainText('204');
  await page.getByRole('link', { name: 'Transactions' }).click();
  await expect(page.getByRole('link', { name: 'buy 100 USDT' })).toBeVisible();

  const old = { ...JSON.parse(await readFile(file, 'utf8')), version: 0 };
  await writeFile(file, JSON.stringify(old));
  await page.getByRole('link', { name: 'State' }).click();
  await page.getByLabel('State file').setInputFiles(file);
  await press(page, 'Import, replacing everything');
  await expect(page.locator('#outcome')).toContainText('version 1 is needed');
});

test('the command that is shown for a control does in a shell what the control does', async ({
  page,
  simulator,
}) => {
  const id = await mint(simulator, "o'hara");
  await enter(page, simulator, `?tx=${id}`);
  await page.getByRole('button', { name: 'Pay by card' }).focus();
  const command = await page.locator('#curl').textContent();
  await promisify(execFile)('sh', ['-c', `${command} --silent --fail`]);
  await expect(page.getByRole('img', { name: 'The transaction is processing' })).toBeVisible();
  await page.getByRole('button', { name: 'Reject' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: 'The transaction is failed' })).toBeVisible();
  await expect(page.locator('#outcome')).toContainText('200');
});

test('a shared URL starts nothing until its button is pressed', async ({ page, simulator }) => {
  await enter(page, simulator, '?scenario=payment_fails');
  await expect(page.getByRole('heading', { name: 'Payment fails' })).toBeVisible();
  expect(await countTransactions(simulator)).toBe(0);
  await press(page, 'Launch a buy');
  await expect(page.getByText('Payment fails, step', { exact: false })).toBeVisible();
  await enter(page, simulator, '?scenario=nonsense');
  await expect(page.getByRole('alert')).toContainText('There is no scenario “nonsense”');
});

const HOSTILE = '"><img src=x onerror="document.title=1"><script>document.title=2</script>';

test('what a transaction is made of is shown as text and never becomes a part of the page', async ({
  page,
  simulator,
}) => {
  const refusals: string[] = [];
  page.on('console', (message) => message.type() === 'error' && refusals.push(message.text()));
  const id = await mint(simulator, HOSTILE);
  await read(simulator, id);
  await enter(page, simulator, `?tx=${id}`);
  await expect(page.getByText(HOSTILE).first()).toBeVisible();
  await press(page, 'Decline the card');
  await expect(page.getByRole('img', { name: 'The transaction is failed' })).toBeVisible();
  await enter(page, simulator, '/traffic');
  await expect(page.locator('main img, main script')).toHaveCount(0);
  await expect(page).toHaveTitle('Traffic · Proof simulator');
  expect(refusals).toEqual([]);
});

async function enter(page: Page, simulator: TestSimulator, path: string): Promise<void> {
  await page.goto(`${simulator.url}/control${path}`);
  await expect(page.getByText('live', { exact: true })).toBeVisible();
}

const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click();

function card(page: Page, title: string): Locator {
  return page.getByRole('article', { name: title, exact: true });
}

const mark = (page: Page) => page.evaluate(() => document.body.setAttribute('data-marked', ''));

async function expectSamePage(page: Page): Promise<void> {
  await expect(page.locator('body[data-marked]')).toBeAttached();
}

async function mint(simulator: TestSimulator, user: string): Promise<string> {
  const response = await partnerCall(simulator, 'POST', '/widget/session', {
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

const read = (simulator: TestSimulator, id: string) =>
  partnerCall(simulator, 'GET', `/widget/transactions/${encodeURIComponent(id)}`);

function partnerCall(simulator: TestSimulator, method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${simulator.token}` };
  const text = body === undefined ? null : JSON.stringify(body);
  return fetch(`${simulator.url}${path}`, { method, headers, body: text });
}

async function countTransactions(simulator: TestSimulator): Promise<number> {
  const response = await simulator.control('/transactions');
  const { transactions }: { transactions: unknown[] } = await response.json();
  return transactions.length;
}
