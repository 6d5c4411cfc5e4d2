import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/fixtures';
import {
  enterCard,
  placeOrder,
  press,
  signInAgain,
  signInAs,
  statusBadge,
} from './support/journey';

// Its own stack, whose database no other journey has filled.
test.use({ stackSettings: { BRAND_NAME: 'Operations' } });

test('the doctor finds a token that Proof stopped accepting, says what to do, and sees the repair', async ({
  page,
  stack,
}) => {
  // Axe on several widths.
  test.slow();
  await signInAs(page, stack, 'operator');
  await page.goto('/ops/doctor');
  await expect(page.getByText('No check failed')).toBeVisible();
  const checks = page.getByRole('list', { name: 'Checks' }).getByRole('listitem');
  const token = checks.filter({ hasText: 'Client token' });
  await expect(token).toContainText('Passed');
  // Until the doctor has asked with the token and without it.
  const fault = { endpoint: 'transaction', times: 2, httpStatus: 401, error: 'unauthorised' };
  await stack.control('/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...fault, code: 'invalid_token' }),
  });
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(checks.first()).toContainText('Client token');
  await expect(token).toContainText('Failed');
  await expect(token).toContainText('Set PROOF_CLIENT_TOKEN to the client_token');
  await expectFits(page);
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(token).toContainText('Passed');
});

test('what an operator did is in the audit log, can be found there, and leads to the order', async ({
  page,
  stack,
}) => {
  // Axe on several widths.
  test.slow();
  await signInAs(page, stack, 'verified customer');
  const { transactionPath } = await placeOrder(page, 'buy', '61');
  const operatorId = await signInAs(page, stack, 'operator');
  await page.goto('/ops/audit');
  await expect(page.getByText('Nothing recorded yet')).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/ops${transactionPath}`);
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('Check requested.')).toBeVisible();
  await page.getByRole('link', { name: 'Audit log' }).click();
  const entry = page.getByRole('row').filter({ hasText: `${operatorId}@example.com` });
  await expect(entry).toContainText('Checked now');
  await expectFits(page);
  await page.getByLabel('Action').selectOption('Replayed');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Nothing matches this filter')).toBeVisible();
  await page.goto(`/ops/audit?action=replayed&who=${operatorId.slice(0, 8)}`);
  await expect(page.getByText("We couldn't read the action.")).toBeVisible();
  await entry.getByRole('link', { name: 'transaction' }).click();
  await expect(page).toHaveURL(`/ops${transactionPath}`);
});

test('the go-live checklist links what was tried, names what is missing, and prints without the frame', async ({
  page,
  stack,
}) => {
  // Axe on several widths.
  test.slow();
  const operatorId = await signInAs(page, stack, 'operator');
  await page.goto('/ops/go-live');
  const item = page.getByRole('listitem').filter({ hasText: 'A buy seen completed' });
  await expect(item).toContainText('Not seen yet: a completed buy and a failed order.');
  await expect(item).toContainText('4444 4444 4444 3333');

  await signInAs(page, stack, 'verified customer');
  const { widget, transactionPath } = await placeOrder(page, 'buy', '62');
  await press(widget, 'Continue');
  await enterCard(widget);
  await expect(statusBadge(page, 'Completed')).toBeVisible();

  await signInAgain(page, stack, operatorId);
  await page.goto('/ops/go-live');
  await expect(item).toContainText('Not seen yet: a failed order.');
  const evidence = item.getByRole('link', { name: 'The completed buy' });
  await expect(evidence).toHaveAttribute('href', `/ops${transactionPath}`);
  await expectFits(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Operations' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(item).toBeVisible();
  await page.emulateMedia({ media: null });
  await evidence.click();
  await expect(page).toHaveURL(`/ops${transactionPath}`);
});

/** Accessible, and without horizontal scrolling down to the narrowest phones. */
async function expectFits(page: Page): Promise<void> {
  for (const width of [1440, 820, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}
