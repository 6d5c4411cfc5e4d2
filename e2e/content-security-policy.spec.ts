import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { enterCard, placeOrder, press, signInAs, statusBadge } from './support/journey';

/** Collects what the browser refuses, on every page that opens from now on. */
async function collectViolations(page: Page): Promise<string[]> {
  const violations: string[] = [];
  await page.exposeFunction('reportViolation', (violation: string) => violations.push(violation));
  await page.addInitScript(() => {
    const { reportViolation } = window as unknown as { reportViolation: (text: string) => void };
    addEventListener('securitypolicyviolation', (event) => {
      const { violatedDirective, blockedURI, sourceFile } = event;
      reportViolation(`${location.pathname}: ${violatedDirective} ${blockedURI} ${sourceFile}`);
    });
  });
  return violations;
}

test('no page of a customer and no step of a payment violates the content security policy', async ({
  page,
  stack,
}) => {
  const violations = await collectViolations(page);
  await signInAs(page, stack, 'verified customer');
  const { widget } = await placeOrder(page, 'buy', '61');
  await press(widget, 'Continue');
  await enterCard(widget);
  await expect(statusBadge(page, 'Completed')).toBeVisible({ timeout: 20_000 });
  for (const path of ['/', '/buy', '/sell', '/transactions', '/account', '/nothing-here']) {
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    await page.waitForLoadState('networkidle');
  }
  expect(violations).toEqual([]);
});

test('no page of the console violates the content security policy', async ({ page, stack }) => {
  const violations = await collectViolations(page);
  await signInAs(page, stack, 'operator');
  const paths = ['', '/transactions', '/attention', '/deliveries', '/calls', '/audit', '/go-live'];
  for (const path of [...paths, '/doctor']) {
    await page.goto(`/ops${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  expect(violations).toEqual([]);
});

test('the collection notices an image that the policy forbids', async ({ page, stack }) => {
  const violations = await collectViolations(page);
  await signInAs(page, stack, 'verified customer');
  await page.evaluate(() => {
    const image = document.createElement('img');
    image.src = 'https://example.invalid/pixel.png';
    document.body.append(image);
  });
  await expect.poll(() => violations.length).toBeGreaterThan(0);
});

test('pages and API responses have a policy, also where there is nothing', async ({ page }) => {
  for (const path of [
    '/nothing',
    '/iconx',
    '/robots.txt.x',
    '/api/nothing',
    '/api/transactions/x',
  ]) {
    const response = await page.request.get(path);
    expect([path, response.status()]).toEqual([path, 404]);
    expect(response.headers()['content-security-policy']).toMatch(/^default-src '(self|none)'/);
  }
});
