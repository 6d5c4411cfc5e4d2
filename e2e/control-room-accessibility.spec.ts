import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './support/control-room';

const PAGES = [
  '',
  '/scenarios',
  '/faults',
  '/settings',
  '/traffic',
  '/fidelity',
  '/state',
  '/reference',
];

test.beforeEach(async ({ simulator }) => {
  await simulator.control('/reset', { method: 'POST' });
  for (const scenario of ['deposit_never', 'payment_fails']) {
    await simulator.control(`/scenarios/${scenario}/launch`, { method: 'POST' });
  }
  await simulator.control('/clock', { method: 'POST', body: JSON.stringify({ advance: 60 }) });
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const path of PAGES) {
    test(`/control${path} has no accessibility violations, ${colorScheme}`, async ({
      page,
      simulator,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${simulator.url}/control${path}`);
      await expect(page.getByText('live', { exact: true })).toBeVisible();
      const axe = new AxeBuilder({ page });
      // The colour schemes differ in colours only.
      if (colorScheme === 'dark') axe.withRules('color-contrast');
      const { violations } = await axe.analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    });
  }
}

for (const width of [360, 768, 1920]) {
  test(`no page of the control room scrolls horizontally at ${width} px`, async ({
    page,
    simulator,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const path of PAGES) {
      await page.goto(`${simulator.url}/control${path}`);
      await expect(page.getByText('live', { exact: true })).toBeVisible();
      const overflowPx = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflowPx, path).toBeLessThanOrEqual(0);
    }
  });
}
