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

test('neither an image nor a script of another origin is loaded, whoever adds it to the page', async ({
  page,
  stack,
}) => {
  const violations = await collectViolations(page);
  await signInAs(page, stack, 'verified customer');
  await page.evaluate(() => {
    for (const tag of ['img', 'script'] as const) {
      const element = document.createElement(tag);
      element.src = `https://example.invalid/${tag}`;
      document.body.append(element);
    }
  });
  await expect
    .poll(() => violations.map((text) => text.split(' ')[1]).sort())
    .toEqual(['img-src', 'script-src-elem']);
});

test('every answer has the security headers, whatever it is about', async ({ page, stack }) => {
  await signInAs(page, stack, 'verified customer');
  const html = await (await page.request.get('/')).text();
  const asset = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? 'none';
  const answers = {
    ...{ '/': 200, '/nothing': 404, '/ops': 404, '/transactions/nothing': 404, [asset]: 200 },
    ...{ '/icon': 200, '/apple-icon': 200, '/robots.txt': 200, '/_next/static/nothing.js': 404 },
    ...{ '/api/health': 200, '/api/nothing': 404, '/api/metrics': 404 },
    ...{ '/api/transactions/export': 200, '/api/transactions/stream': 400 },
  };
  for (const [path, status] of Object.entries(answers)) {
    const headers = { 'x-forwarded-proto': 'https' };
    const response = await page.request.get(path, { headers });
    expect([path, response.status()]).toEqual([path, status]);
    expect([path, response.headers()]).toEqual([
      path,
      expect.objectContaining({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'content-security-policy': expect.stringMatching(/^default-src '(self|none)'/),
        'cross-origin-opener-policy': 'same-origin-allow-popups',
        'cross-origin-resource-policy': path === '/apple-icon' ? 'cross-origin' : 'same-origin',
        'strict-transport-security': 'max-age=31536000',
      }),
    ]);
  }
  const action = { 'next-action': 'a'.repeat(40), 'content-type': 'text/plain' };
  const unknown = await page.request.post('/ops', { headers: action, data: '[]' });
  expect(unknown.status()).toBe(404);
  expect(unknown.headers()['content-security-policy']).toMatch(/^default-src 'self'/);
  expect(unknown.headers()['permissions-policy']).toContain('geolocation=()');
  const unreadable = await page.request.post('/ops', { headers: action, data: '{' });
  expect(unreadable.status()).toBe(400);
  expect(unreadable.headers()['content-security-policy']).toMatch(/^default-src 'none'/);
  const plain = await page.request.get('/');
  expect(plain.headers()['strict-transport-security']).toBeUndefined();
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
